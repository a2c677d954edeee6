import ElmanBytes

/// Reads what requests of UDPipe's clients say, in the query and in a form.
package enum UDPipeForm {
  /// The fields of a request: those of the query, and behind them those of the body.
  ///
  /// - Throws: a problem, whose detail is what UDPipe's own server says.
  package static func fields(
    query: String, body: [UInt8], contentType: String?
  ) throws(Problem) -> [FormField] {
    let fields = [FormField](urlEncoded: query.utf8)
    if body.isEmpty, contentType == nil { return fields }
    let type = MediaType(contentType ?? "")
    if type.isNamed("application/x-www-form-urlencoded") {
      return fields + [FormField](urlEncoded: body)
    }
    guard type.isNamed("multipart/form-data") else {
      throw Problem(
        400,
        "Unsupported payload Content-Type \(contentType.map(\.shown) ?? "'<none>'").")
    }
    guard let boundary = type.parameter("boundary"),
      let parts = Multipart.fields(of: body, boundary: boundary)
    else { throw Problem(400, "Cannot parse the multipart/form-data payload.") }
    return fields
      + parts.map { FormField(name: $0.name, value: withLineEnds($0.value)) }
  }

  /// A value with the line ends that it had before a client made those of the network of them. One that has others besides
  /// was not made so.
  private static func withLineEnds(_ value: [UInt8]) -> [UInt8] {
    var (value, isMade): ([UInt8], Bool) = (value, false)
    for (place, byte) in value.enumerated() where byte == 0x0A {
      guard place > 0, value[place - 1] == 0x0D else { return value }
      isMade = true
    }
    guard isMade else { return value }
    var (from, to) = (0, 0)
    while from < value.count {
      if value[from] == 0x0D, from + 1 < value.count, value[from + 1] == 0x0A { from += 1 }
      value[to] = value[from]
      (from, to) = (from + 1, to + 1)
    }
    value.removeLast(from - to)
    return value
  }
}

/// Writes bytes as the inside of a JSON string, in pieces.
package enum JSONStringPiece {
  /// Bytes of well-formed UTF-8 with what JSON demands escaped.
  package static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + bytes.count / 8)
    escaped.append(string: bytes)
    return Array(escaped.dropFirst().dropLast())
  }
}

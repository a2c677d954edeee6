import ElmanBytes

/// Reads bodies of the type `multipart/form-data` (Masinter, 2015, RFC 7578, Returning Values from Forms).
package enum Multipart {
  /// The most fields of a form.
  static let mostFields = 256
  /// The most bytes of a boundary, as RFC 2046 has it.
  private static let mostBoundaryBytes = 70

  /// The fields of a form, in their order.
  ///
  /// - Parameters:
  ///   - body: the body.
  ///   - boundary: what the header says stands between the parts.
  /// - Returns: `nil` for what is no such form.
  package static func fields(of body: [UInt8], boundary: String) -> [FormField]? {
    guard 1...mostBoundaryBytes ~= boundary.utf8.count else { return nil }
    let delimiter = Array("--\(boundary)".utf8)
    let places = places(of: delimiter, in: body)
    guard places.count <= mostFields + 1 else { return nil }
    var fields: [FormField] = []
    for (index, place) in places.enumerated() {
      let rest = body[(place + delimiter.count)...]
      if rest.starts(with: "--".utf8) { return fields }
      guard index + 1 < places.count, let start = lineEnd(of: rest) else { return nil }
      let part = body[start..<max(start, withoutLineEnd(body, upTo: places[index + 1]))]
      guard let field = field(of: part) else { return nil }
      fields.append(field)
    }
    // The last boundary, with two hyphens behind it, is missing.
    return nil
  }

  /// Where lines begin with a boundary, but for more than there may be.
  private static func places(of delimiter: [UInt8], in body: [UInt8]) -> [Int] {
    var places: [Int] = []
    var line = body[...]
    while places.count <= mostFields + 1 {
      if line.starts(with: delimiter) { places.append(line.startIndex) }
      guard let end = line.firstIndex(of: 0x0A) else { break }
      line = body[(end + 1)...]
    }
    return places
  }

  /// Where the line behind a boundary begins.
  private static func lineEnd(of rest: ArraySlice<UInt8>) -> Int? {
    let blank = rest.drop { $0 == 0x20 || $0 == 0x09 }
    if blank.starts(with: [0x0D, 0x0A]) { return blank.startIndex + 2 }
    return blank.first == 0x0A ? blank.startIndex + 1 : nil
  }

  private static func withoutLineEnd(_ body: [UInt8], upTo end: Int) -> Int {
    let end = end - 1
    return end > 0 && body[end - 1] == 0x0D ? end - 1 : end
  }

  /// The field that a part is: headers, an empty line, and the value.
  private static func field(of part: ArraySlice<UInt8>) -> FormField? {
    var rest = part
    var name: String?
    var encoding = TransferEncoding.none
    while true {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      var line = rest[rest.startIndex..<end]
      if line.last == 0x0D { line.removeLast() }
      rest = rest[(end + 1)...]
      if line.isEmpty { break }
      let parts = line.split(
        separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let value = MediaType(String(decoding: parts[1], as: UTF8.self))
      switch MediaType(String(decoding: parts[0], as: UTF8.self)).name {
      case "content-disposition" where value.isNamed("form-data"): name = value.parameter("name")
      case "content-transfer-encoding":
        guard let known = TransferEncoding(name: value.name) else { return nil }
        encoding = known
      default: break
      }
    }
    guard let name, let value = encoding.decode(rest) else { return nil }
    return FormField(name: name, value: value)
  }
}

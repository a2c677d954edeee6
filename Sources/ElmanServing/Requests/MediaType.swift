import ElmanBytes

/// The kind of a body, such as `text/plain; charset=utf-8`.
package struct MediaType: Sendable, Equatable {
  /// The type and subtype, in lower case.
  package let name: String
  private let parameters: [(name: String, value: String)]

  /// The kind that a header names.
  package init(_ header: String) {
    let parts = Self.parts(Array(header.utf8), separator: UInt8(ascii: ";"))
    name = parts.first.map { Self.lowercased($0) } ?? ""
    parameters = parts.dropFirst().map { part in
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      var value = pair.count > 1 ? Array(Self.trimmed(pair[1])) : []
      if value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") {
        value = Array(value.dropFirst().dropLast())
      }
      return (Self.lowercased(Self.trimmed(pair[0])), String(decoding: value, as: UTF8.self))
    }
  }

  package static func == (left: MediaType, right: MediaType) -> Bool {
    left.name.hasSameBytes(as: right.name)
  }

  /// The value of a parameter.
  package func parameter(_ name: String) -> String? {
    parameters.first { $0.name.hasSameBytes(as: name) }?.value
  }

  /// Whether it is of a type and subtype.
  package func isNamed(_ name: String) -> Bool { self.name.hasSameBytes(as: name) }

  /// The one of several kinds that a header `Accept` likes best, the first of them where it likes several as much.
  ///
  /// - Returns: its place; `nil` where none is acceptable.
  package static func best(of offered: [String], accept: String?) -> Int? {
    guard let accept, !accept.utf8.isEmpty else { return 0 }
    let ranges = parts(Array(accept.utf8), separator: UInt8(ascii: ",")).map {
      MediaType(String(decoding: $0, as: UTF8.self))
    }
    var best: (place: Int, quality: Double)?
    for (place, name) in offered.enumerated() {
      // The range that says most of a kind counts.
      let matching = ranges.compactMap { range in range.precision(for: name).map { ($0, range) } }
      guard let range = matching.max(by: { $0.0 < $1.0 })?.1 else { continue }
      let quality = range.parameter("q").flatMap { Double($0) } ?? 1
      if quality > 0, quality > best?.quality ?? 0 { best = (place, quality) }
    }
    return best?.place
  }

  /// How much a range of kinds says of a kind: nothing, little, or exactly what it is.
  private func precision(for name: String) -> Int? {
    if self.name.hasSameBytes(as: name) { return 2 }
    if self.name.hasSameBytes(as: "*/*") { return 0 }
    let bytes = Array(self.name.utf8)
    guard bytes.suffix(2).elementsEqual("/*".utf8) else { return nil }
    return name.utf8.starts(with: bytes.dropLast()) ? 1 : nil
  }

  /// Parts between separators that stand outside of quotation marks.
  private static func parts(_ bytes: [UInt8], separator: UInt8) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var isQuoted = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard byte == separator, !isQuoted else { continue }
      parts.append(trimmed(bytes[start..<index]))
      start = index + 1
    }
    parts.append(trimmed(bytes[start...]))
    return parts
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

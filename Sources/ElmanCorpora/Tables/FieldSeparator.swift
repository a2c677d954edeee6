/// What stands between the fields of a table.
struct FieldSeparator {
  let byte: UInt8
  let name: String

  static let comma = FieldSeparator(byte: 0x2C, name: "comma")
  static let semicolon = FieldSeparator(byte: 0x3B, name: "semicolon")
  static let tab = FieldSeparator(byte: 0x09, name: "tab")

  /// How much of a file is looked at.
  static let sampleSize = 1 << 16

  private init(byte: UInt8, name: String) { (self.byte, self.name) = (byte, name) }

  /// The separator of a file that calls itself comma-separated, by its first bytes: a comma, unless the first record
  /// has none, or the records' numbers of commas differ where those of another separator are the same.
  init(of start: some Sequence<UInt8>) {
    let candidates = [Self.comma, .semicolon, .tab]
    var counts: [[Int]] = []
    var current = [0, 0, 0]
    var isQuoted = false
    var isBlank = true
    for byte in start {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A {
        if !isBlank { counts.append(current) }
        (current, isBlank) = ([0, 0, 0], true)
        continue
      }
      if byte != 0x0D { isBlank = false }
      guard !isQuoted, let index = candidates.firstIndex(where: { $0.byte == byte }) else {
        continue
      }
      current[index] += 1
    }
    // The last record may be cut off, but is all there is of a table of one.
    if counts.isEmpty, !isBlank { counts.append(current) }
    guard let first = counts.first else {
      self = .comma
      return
    }
    func isRegular(_ index: Int) -> Bool {
      first[index] > 0 && counts.allSatisfy { $0[index] == first[index] }
    }
    let regular = candidates.indices.first(where: isRegular)
    self = candidates[regular ?? candidates.indices.first { first[$0] > 0 } ?? 0]
  }
}

import ElmanBytes

/// Reading rules from text. A model has hundreds of them, each time that it is loaded.
extension LemmaRule {
  /// Reads a rule from text; `nil` if it is none.
  package init?(_ text: String) {
    var text = text
    guard let rule = text.withUTF8({ Self(utf8: $0) }) else { return nil }
    self = rule
  }

  /// Reads a rule from text in well-formed UTF-8; `nil` if it is none.
  package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    if text.starts(with: "whole ".utf8) {
      self.init(.whole, prefix: Array(text.dropFirst(6)), suffix: [])
      return
    }
    var rest = text[...]
    guard let name = Self.field(&rest),
      let casing = Casing.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) }),
      let cutStart = Self.count(&rest), let cutEnd = Self.count(&rest),
      let prefixCount = Self.count(&rest)
    else { return nil }
    // What is put there may hold spaces itself.
    var end = rest.startIndex
    for _ in 0..<prefixCount {
      guard end < rest.endIndex else { return nil }
      repeat { end += 1 } while end < rest.endIndex && rest[end] & 0xC0 == 0x80
    }
    self.init(
      .edit(casing, cutStart: cutStart, cutEnd: cutEnd),
      prefix: Array(rest[..<end]), suffix: Array(rest[end...]))
  }

  /// Takes what stands before the next space, and the space.
  private static func field(
    _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard let space = rest.firstIndex(of: 0x20) else { return nil }
    let field = rest[..<space]
    rest = rest[(space + 1)...]
    return field
  }

  private static func count(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let digits = field(&rest), !digits.isEmpty else { return nil }
    var number = 0
    for digit in digits {
      guard digit.isASCIIDigit else { return nil }
      number = 10 * number + Int(digit - 0x30)
      guard number <= 1_000_000 else { return nil }
    }
    return number
  }
}

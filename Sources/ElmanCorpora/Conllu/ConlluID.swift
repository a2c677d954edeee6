import ElmanBytes

/// What a row of CoNLL-U stands for: the first column.
package enum ConlluID: Sendable, Hashable {
  /// A syntactic word, counted from 1.
  case word(Int)

  /// A token of the text that holds several syntactic words: `3-4`.
  case range(first: Int, last: Int)

  /// A node that is not in the text: `8.1` is the first one after word 8.
  case emptyNode(after: Int, number: Int)

  /// Reads an ID. Numbers have no sign and no leading zero.
  init?(_ bytes: ArraySlice<UInt8>) {
    let separator = bytes.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    guard let first = Self.number(bytes[..<(separator ?? bytes.endIndex)]) else { return nil }
    guard let separator else {
      guard first > 0 else { return nil }
      self = .word(first)
      return
    }
    guard let second = Self.number(bytes[(separator + 1)...]), second > 0 else { return nil }
    if bytes[separator] == UInt8(ascii: ".") {
      self = .emptyNode(after: first, number: second)
    } else {
      guard first > 0 else { return nil }
      self = .range(first: first, last: second)
    }
  }

  /// Reads a number. Eight digits are more than any sentence needs.
  static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard 1...8 ~= bytes.count, bytes.count == 1 || bytes.first != UInt8(ascii: "0") else {
      return nil
    }
    var value = 0
    for byte in bytes {
      guard 0x30...0x39 ~= byte else { return nil }
      value = 10 * value + Int(byte - 0x30)
    }
    return value
  }
}

extension ConlluID: CustomStringConvertible {
  /// The ID as it stands in the file.
  package var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the ID as it stands in the file.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .word(let number): bytes.append(decimal: number)
    case .range(let first, let last):
      bytes.append(decimal: first)
      bytes.append(UInt8(ascii: "-"))
      bytes.append(decimal: last)
    case .emptyNode(let word, let number):
      bytes.append(decimal: word)
      bytes.append(UInt8(ascii: "."))
      bytes.append(decimal: number)
    }
  }
}

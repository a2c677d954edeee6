/// What a row of CoNLL-U stands for: the first column.
public enum ConlluID: Sendable, Hashable {
  /// A syntactic word, counted from 1.
  case word(Int)

  /// A token of the text that holds several syntactic words: `3-4`.
  case range(first: Int, last: Int)

  /// A node that is not in the text: `8.1` is the first one after word 8.
  case emptyNode(after: Int, number: Int)

  /// Reads an ID. Numbers have no sign and no leading zero.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let first = Self.number(&rest) else { return nil }
    guard let separator = rest.popFirst() else {
      guard first > 0 else { return nil }
      self = .word(first)
      return
    }
    guard let second = Self.number(&rest), rest.isEmpty, second > 0 else { return nil }
    switch separator {
    case UInt8(ascii: "-") where first > 0: self = .range(first: first, last: second)
    case UInt8(ascii: "."): self = .emptyNode(after: first, number: second)
    default: return nil
    }
  }

  /// Takes a number off the front. Eight digits are more than any sentence needs.
  static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    var value = 0
    var count = 0
    while let byte = bytes.first, byte >= 0x30, byte <= 0x39 {
      guard count < 8, !(count > 0 && value == 0) else { return nil }
      value = 10 * value + Int(byte - 0x30)
      count += 1
      bytes.removeFirst()
    }
    return count > 0 ? value : nil
  }
}

extension ConlluID: CustomStringConvertible {
  /// The ID as it stands in the file.
  public var description: String {
    switch self {
    case .word(let number): "\(number)"
    case .range(let first, let last): "\(first)-\(last)"
    case .emptyNode(let word, let number): "\(word).\(number)"
    }
  }
}

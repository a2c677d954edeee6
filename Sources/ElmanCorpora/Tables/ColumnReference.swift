/// A column of a table, by its place or by its name in the header.
package enum ColumnReference: Sendable, Hashable {
  /// The name that the first record gives to the column.
  case name(String)

  /// The place of the column, counted from 1.
  case number(Int)

  /// Reads a reference as a user writes it: digits alone are a number, anything else is a name.
  ///
  /// What cannot be a number of a column, such as `0` or `007`, is a name.
  package init(_ description: String) {
    let isNumber = description.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isNumber, description.utf8.first != 0x30, let number = Int(description) {
      self = .number(number)
    } else {
      self = .name(description)
    }
  }
}

extension ColumnReference: CustomStringConvertible {
  /// The name, or the number in digits.
  package var description: String {
    switch self {
    case .name(let name): name
    case .number(let number): String(number)
    }
  }
}

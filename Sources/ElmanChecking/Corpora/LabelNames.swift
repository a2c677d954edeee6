import ElmanBytes

/// Gives labels numbers.
final class LabelNames {
  private var names: [String] = []
  private var numbers: [Spelling: Int] = [:]

  /// The label of a number.
  subscript(number: Int) -> String { names[number] }

  /// The number of a label, a new one for a new label.
  func number(of name: String) -> Int {
    if let number = numbers[Spelling(name)] { return number }
    let number = names.count
    numbers[Spelling(name)] = number
    names.append(name)
    return number
  }
}

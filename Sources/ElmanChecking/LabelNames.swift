/// Gives labels numbers.
final class LabelNames {
  private var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// The label of a number.
  subscript(number: Int) -> String { names[number] }

  /// The number of a label, a new one for a new label.
  func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    let number = names.count
    numbers[name] = number
    names.append(name)
    return number
  }
}

/// What numbers the items of a list: `1.`, `12)`, `a)`, `(b)`, `iv.`
///
/// Its full stop or bracket ends no sentence.
enum ListMarker {
  private static let romanNumbers = WordTable(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")

  /// Whether the text is such a number with its mark, and nothing more.
  static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let mark = text.last else { return false }
    let isBracketed = text[0] == ASCII.openingParenthesis
    guard mark == ASCII.closingParenthesis || mark == ASCII.dot && !isBracketed else {
      return false
    }
    let number = UnsafeBufferPointer(
      rebasing: text[(isBracketed ? 1 : 0)..<max(text.count - 1, isBracketed ? 1 : 0)])
    if romanNumbers.contains(number) { return true }
    // A. may be a name, with which letters end.
    if number.count == 1, mark == ASCII.dot, number[0].isASCIIUppercase { return false }
    return number.count == 1 && number[0].isASCIIAlphanumeric
      || number.count == 2 && number.allSatisfy(\.isASCIIDigit)
  }
}

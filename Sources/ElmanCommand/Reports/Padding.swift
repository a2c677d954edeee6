extension String {
  /// The text with spaces after it, or before it if `width` is negative, to so many characters.
  func padded(_ width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - count))
    return width < 0 ? spaces + self : self + spaces
  }
}

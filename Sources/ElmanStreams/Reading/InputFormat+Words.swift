import ElmanCorpora

extension InputFormat {
  /// A sentence a line, its words separated by spaces.
  public static let horizontal = InputFormat(
    name: "horizontal", help: "a sentence a line, words separated by spaces", isText: false,
    hasSentenceALine: true
  ) {
    HorizontalReader(
      $0, illFormedText: $1.illFormedText, keepsBlankLines: $1.answers == .ends)
  }

  /// A word a line, a blank line after each sentence.
  public static let vertical = InputFormat(
    name: "vertical", help: "a word a line, a blank line after each sentence", isText: false,
    hasSentenceALine: false
  ) { VerticalReader($0, illFormedText: $1.illFormedText) }
}

extension HorizontalReader: StreamReader {}

extension VerticalReader: StreamReader {}

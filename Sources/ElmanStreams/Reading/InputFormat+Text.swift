import ElmanCorpora
import ElmanText

extension InputFormat {
  /// Running text.
  public static let text = InputFormat(
    name: "text", help: "running text; a blank line ends a paragraph", isText: true,
    hasSentenceALine: false
  ) { TextReader($0, mode: $1.isLineByLine ? .lines : .text, options: $1) }

  /// A sentence a line.
  public static let presegmented = InputFormat(
    name: "presegmented", help: "a sentence a line", isText: true, hasSentenceALine: true
  ) { TextReader($0, mode: .presegmented, options: $1) }
}

extension TextReader: StreamReader {
  fileprivate convenience init(
    _ source: ByteSource, mode: SentenceTokenizer.Mode, options: ReadingOptions
  ) {
    let tokenizer = options.tokenizer.session(
      mode: mode, hashtags: options.hashtags, isImmediate: options.isLineByLine)
    self.init(
      source, mask: options.mask(separatesLines: mode != .text),
      tokenizer: options.languageCheck.map { CheckedTokenizer(tokenizer, $0) } ?? tokenizer,
      illFormedText: options.illFormedText, tellsLineEnds: options.answers == .ends)
  }
}

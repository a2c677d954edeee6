import ElmanCorpora

/// A form in which sentences come.
public struct InputFormat: NamedFormat, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Whether it is text that is still to be cut: the white space between words is that of a text, markup
  /// may be passed over, and characters can be counted.
  public let isText: Bool
  /// Whether each line is a sentence.
  public let hasSentenceALine: Bool
  /// Creates a reader of a document.
  let reader: @Sendable (ByteSource, ReadingOptions) -> any StreamReader

  /// All of them; a new one is added here.
  public static let allCases: [InputFormat] = [
    .text, .presegmented, .horizontal, .vertical, .conllu,
  ]
}

extension InputFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }
}

/// Reads the sentences of one document for a stream.
protocol StreamReader: SentenceReader {
  /// Reads the next sentence with what only its form knows of it.
  ///
  /// - Returns: the sentence, or `nil` at the end of the document.
  /// - Throws: what `nextSentence()` throws.
  func nextItem() throws(CorpusError) -> StreamSentence?
}

extension StreamReader {
  func nextItem() throws(CorpusError) -> StreamSentence? {
    guard let sentence = try nextSentence() else { return nil }
    return StreamSentence(sentence: sentence)
  }
}

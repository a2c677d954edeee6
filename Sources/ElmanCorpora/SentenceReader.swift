import ElmanText

/// Reads words that are already told apart, one sentence at a time.
public protocol SentenceReader: AnyObject {
  /// The name of the input that errors show.
  var path: String { get }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  var firstRepair: TextRepair? { get }

  /// The first line or sentence that was longer than the reader holds at a time, and so was cut: the
  /// number of its line. Where a format has no such limit, `nil`.
  var firstCutLine: Int? { get }

  /// Whether the line or sentence of the input that the last sentence comes from was cut, and goes on in the
  /// next.
  var isInsideLine: Bool { get }

  /// Reads the next sentence.
  ///
  /// - Returns: the sentence, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that is not of the format.
  func nextSentence() throws(CorpusError) -> Sentence?
}

extension SentenceReader {
  /// Nothing is cut.
  public var firstCutLine: Int? { nil }

  /// Nothing is cut.
  public var isInsideLine: Bool { false }
}

/// The forms in which words come one by one.
public enum SentenceFormat: String, Sendable, Hashable, CaseIterable {
  /// A sentence a line, the words separated by spaces.
  case horizontal

  /// A word a line, a blank line after each sentence.
  case vertical

  /// CoNLL-U.
  case conllu

  /// The most bytes of a line or sentence that is read as one, so that memory does not grow with it.
  /// A longer one is cut between two words, a word longer than that between two scalars.
  public static let maximumSentenceBytes = 1 << 20

  /// Creates a reader of this form.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - keepsBlankLines: whether a blank line of the horizontal form is a sentence of its own.
  public func reader(
    _ source: ByteSource, illFormedText: IllFormedText = .reject, keepsBlankLines: Bool = false
  ) -> any SentenceReader {
    switch self {
    case .horizontal:
      HorizontalReader(source, illFormedText: illFormedText, keepsBlankLines: keepsBlankLines)
    case .vertical: VerticalReader(source, illFormedText: illFormedText)
    case .conllu: ConlluReader(source, illFormedText: illFormedText)
    }
  }
}

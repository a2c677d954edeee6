import ElmanText

/// Reads words that are already told apart, one sentence at a time.
package protocol SentenceReader: AnyObject {
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
  package var firstCutLine: Int? { nil }

  /// Nothing is cut.
  package var isInsideLine: Bool { false }
}

/// How much readers of sentences hold at a time.
package enum SentenceLimits {
  /// The most bytes of a line or sentence that is read as one, so that memory does not grow with it.
  /// A longer one is cut between two words, a word longer than that between two scalars.
  package static let maximumBytes = 1 << 20
}

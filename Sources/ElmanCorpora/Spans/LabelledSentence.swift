import ElmanText

/// A sentence with a label for each token, as it stands in a corpus.
package struct LabelledSentence: Sendable, Hashable {
  /// The tokens.
  package var sentence: Sentence

  /// One label a token, such as `B-PER`, as the corpus has them.
  package var labels: [String]

  /// For each token the line that it stands on, counted from 1.
  package var lines: [Int]

  /// The name of the sentence, where the corpus gives one.
  package var id: String?

  /// Creates a sentence with labels.
  ///
  /// - Precondition: there are as many labels and lines as tokens.
  package init(sentence: Sentence, labels: [String], lines: [Int], id: String? = nil) {
    precondition(
      labels.count == sentence.words.count && lines.count == labels.count,
      "\(labels.count) labels and \(lines.count) lines for \(sentence.words.count) tokens")
    self.sentence = sentence
    self.labels = labels
    self.lines = lines
    self.id = id
  }
}

/// Reads sentences with labels one at a time.
package protocol LabelledSentenceReader: SentenceReader {
  /// Reads the next sentence that has tokens.
  ///
  /// - Returns: the sentence with its labels, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that is not of the format.
  func next() throws(CorpusError) -> LabelledSentence?
}

extension LabelledSentenceReader {
  /// Reads the next sentence and leaves its labels behind.
  ///
  /// - Throws: what ``next()`` throws.
  package func nextSentence() throws(CorpusError) -> Sentence? { try next()?.sentence }
}

import Elman

/// Writes sentences, tagged or not, in one format.
protocol SentenceWriter {
  /// Appends a sentence.
  ///
  /// - Parameters:
  ///   - item: the sentence as it was read.
  ///   - tags: its tags, or `nil` if it has none.
  mutating func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8])
}

extension OutputFormat {
  /// Whether the probabilities of the tags and entities are written.
  var showsProbabilities: Bool { self == .jsonl }
}

import Elman
import ElmanCorpora

/// Writes sentences, tagged or not, in one format.
protocol SentenceWriter {
  /// Appends a sentence.
  ///
  /// - Parameters:
  ///   - item: the sentence as it was read.
  ///   - tags: its tags, or `nil` if it has none.
  mutating func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8])
}

/// The tags that a writer may meet: their names, as it writes them.
struct TagNames: Sendable {
  /// The column of CoNLL-U that they belong in.
  let column: ConlluColumn
  /// The labels as strings, by their numbers.
  let strings: [String]
  /// The labels as UTF-8, by their numbers; without tabs and line ends.
  let bytes: [[UInt8]]

  init(column: ConlluColumn, labels: [String]) {
    self.column = column
    strings = labels
    bytes = labels.map { label in
      label.utf8.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
  }

  /// No tags at all.
  static let none = TagNames(column: .upos, labels: [])
}

extension OutputFormat {
  /// Whether the probabilities of the tags are written.
  var showsProbabilities: Bool { self == .jsonl }
}

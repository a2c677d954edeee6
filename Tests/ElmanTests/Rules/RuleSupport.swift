import ElmanCorpora
import ElmanText

@testable import Elman

/// The rules in a text.
func rules(_ text: String) throws -> TaggingRules {
  try TaggingRules(ByteSource(bytes: Array(text.utf8), path: "rules.jsonl"))
}

extension Sentence {
  /// The words, each as text.
  var forms: [String] { words.indices.map { form($0) } }
}

extension TaggedSentence {
  /// What stands in a column at each word.
  func labels(in column: TagColumn) -> [String] {
    sentence.words.indices.map { label($0, in: column) ?? "" }
  }

  /// The entities, each as its type and text.
  var entityTexts: [String] { entities.map { "\($0.type) \(text(of: $0))" } }
}

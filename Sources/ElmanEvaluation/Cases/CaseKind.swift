import Elman

/// What a case asks about its text.
package enum CaseKind: String, Sendable, CaseIterable {
  /// All words, in order: `It 's late .`; `||` between them ends a sentence, where that is asked too.
  case tokens
  /// Words that each are one, whatever the others are: `Cupertino iPhone`.
  case whole
  /// How many sentences there are: `2`.
  case sentences
  /// Lemmas of words: `geese=goose`.
  case lemma
  /// Universal parts of speech of words: `train=VERB`.
  case upos
  /// Parts of speech of the language: `train=VB`.
  case xpos
  /// Features that words have among others: `geese=Number=Plur`.
  case feats
  /// Entities, all of them: `Bank of England=ORG`; `none=Gonna` for what is none.
  case entity
  /// How a text sounds: `+`, `-`, or `0` for neither.
  case sentiment
  /// The label of a text.
  case label

  /// The column that a tagger must fill to answer; `nil` for none.
  package var column: TagColumn? {
    switch self {
    case .lemma: .lemma
    case .upos: .upos
    case .xpos: .xpos
    case .feats: .feats
    case .entity: .ner
    case .tokens, .whole, .sentences, .sentiment, .label: nil
    }
  }

  /// Those that a tokenizer answers.
  package static let ofTokenizers: [CaseKind] = [.tokens, .whole, .sentences]

  /// Those that a tagger with some columns answers.
  package static func ofTaggers(_ columns: [TagColumn]) -> [CaseKind] {
    ofTokenizers + allCases.filter { $0.column.map(columns.contains) == true }
  }
}

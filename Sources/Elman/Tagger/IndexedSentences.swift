import ElmanNetworks
import ElmanText

/// Sentences as ids, for training: each distinct form is looked up once, whatever the number of
/// epochs.
package struct IndexedSentences: Sendable {
  /// For each token of each sentence its distinct form.
  private let forms: [[Int32]]
  /// The ids of the distinct forms.
  private let words: TokenBatch

  /// Looks up the forms of some sentences.
  package init(_ sentences: [Sentence], indexer: TokenIndexer) {
    var forms = SentenceForms()
    for sentence in sentences { forms.append(sentence) }
    self.init(forms, indexer: indexer)
  }

  /// Looks up the forms of some sentences.
  package init(_ forms: SentenceForms, indexer: TokenIndexer) {
    var words = TokenBatch()
    var scratch = TokenIndexer.Scratch()
    for form in forms.distinct {
      form.withUnsafeBufferPointer { indexer.add($0, to: &words, using: &scratch) }
    }
    self.words = words
    self.forms = forms.sentences
  }

  /// The number of sentences.
  package var count: Int { forms.count }

  /// For each token of a sentence the id of its word.
  package func wordIds(of sentence: Int) -> some Sequence<Int32> {
    forms[sentence].lazy.map { words.wordIds[Int($0)] }
  }

  /// A batch that is filled again and again, in the same memory.
  package struct Batch: Sendable {
    /// The tokens.
    package private(set) var tokens = TokenBatch()
    /// For each distinct form of all sentences its number in the batch, -1 for those without one.
    private var numberOfForm: [Int32] = []
    /// The forms that have a number.
    private var formsInBatch: [Int] = []

    /// An empty batch.
    package init() {}

    /// Removes all sentences.
    package mutating func removeAll() {
      tokens.removeAll()
      for form in formsInBatch { numberOfForm[form] = -1 }
      formsInBatch.removeAll(keepingCapacity: true)
    }

    /// Adds one of the sentences, which must not be empty.
    package mutating func append(_ index: Int, of sentences: IndexedSentences) {
      let words = sentences.words
      if numberOfForm.isEmpty { numberOfForm = Array(repeating: -1, count: words.wordCount) }
      tokens.beginSentence()
      for form in sentences.forms[index] {
        let form = Int(form)
        if numberOfForm[form] < 0 {
          numberOfForm[form] = Int32(tokens.wordCount)
          formsInBatch.append(form)
          tokens.addWord(
            words.wordIds[form], characters: words.characters.ifAny(form),
            affixes: words.affixes.ifAny(form))
        }
        tokens.append(word: numberOfForm[form])
      }
    }

    /// Packs the sentences, once all are there.
    package mutating func pack() { tokens.pack() }
  }
}

extension IdSequences {
  /// A sequence; an empty one where there are none at all.
  fileprivate func ifAny(_ index: Int) -> ArraySlice<Int32> { count == 0 ? [] : self[index] }
}

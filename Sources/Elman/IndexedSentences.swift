import ElmanNetworks
import ElmanText

/// Sentences as ids, for training: each distinct form is looked up once, whatever the number of
/// epochs.
public struct IndexedSentences: Sendable {
  /// For each token of each sentence its distinct form.
  private var forms: [[Int32]] = []
  /// The ids of the distinct forms.
  private let words: TokenBatch

  /// Looks up the forms of some sentences.
  public init(_ sentences: [Sentence], indexer: TokenIndexer) {
    var words = TokenBatch()
    var room = TokenIndexer.Room()
    var numbers: [WordForm: Int32] = [:]
    forms = sentences.map { sentence in
      sentence.tokens.indices.map { token in
        let form = WordForm(bytes: sentence.bytes(token))
        if let number = numbers[form] { return number }
        let number = Int32(words.wordCount)
        numbers[form] = number
        indexer.add(sentence, token, to: &words, using: &room)
        return number
      }
    }
    self.words = words
  }

  /// A batch that is filled again and again, in the same memory.
  public struct Batch: Sendable {
    /// The tokens.
    public private(set) var tokens = TokenBatch()
    /// For each distinct form of all sentences its number in the batch, -1 for those without one.
    private var numberOfForm: [Int32] = []
    /// The forms that have a number.
    private var formsInBatch: [Int] = []

    /// An empty batch.
    public init() {}

    /// Removes all sentences.
    public mutating func removeAll() {
      tokens.removeAll()
      for form in formsInBatch { numberOfForm[form] = -1 }
      formsInBatch.removeAll(keepingCapacity: true)
    }

    /// Adds one of the sentences, which must not be empty.
    public mutating func append(_ index: Int, of sentences: IndexedSentences) {
      let words = sentences.words
      if numberOfForm.isEmpty { numberOfForm = Array(repeating: -1, count: words.wordCount) }
      tokens.beginSentence()
      for form in sentences.forms[index] {
        let form = Int(form)
        if numberOfForm[form] < 0 {
          numberOfForm[form] = Int32(tokens.wordCount)
          formsInBatch.append(form)
          if words.characters.count == 0 {
            tokens.addWord(words.wordIds[form])
          } else {
            tokens.addWord(words.wordIds[form], characters: words.characters[form])
          }
        }
        tokens.append(word: numberOfForm[form])
      }
    }

    /// Packs the sentences, once all are there.
    public mutating func pack() { tokens.pack() }
  }
}

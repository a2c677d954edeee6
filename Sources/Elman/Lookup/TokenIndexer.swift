import ElmanNetworks
import ElmanText

/// Turns sentences into ids: each distinct form of a batch is looked up once.
///
/// The word's embedding is found by its form in NFC and without case; the characters are those of
/// the form in NFC, with case.
package struct TokenIndexer: Sendable {
  /// The most characters of a word that are read; of a longer one the first and last halves.
  package static let maximumCharacters = 64

  private let words: Vocabulary
  private let characters: CharacterVocabulary
  private let readsCharacters: Bool
  private let affixes: Affixes?
  private let variants: CharacterVariants?
  private let folding = TextNormalizer(foldsCase: true)
  private let composing = TextNormalizer(foldsCase: false)

  /// An indexer over a model's vocabularies.
  ///
  /// - Parameters:
  ///   - words: the words that have vectors.
  ///   - characters: the characters that have vectors.
  ///   - readsCharacters: whether the network reads the characters of words.
  ///   - affixes: the affixes that have vectors, if the network reads those of words.
  ///   - variants: characters that are read as others.
  package init(
    words: Vocabulary, characters: CharacterVocabulary, readsCharacters: Bool = true,
    affixes: Affixes? = nil, variants: CharacterVariants? = nil
  ) {
    self.readsCharacters = readsCharacters
    self.affixes = affixes
    self.variants = variants
    self.words = words
    self.characters = characters
  }

  /// Scratch space for the ids of one word, to be used again and again.
  struct Scratch {
    fileprivate var normalized: [UInt8] = []
    fileprivate var replaced: [UInt8] = []
    fileprivate var characterIds: [Int32] = []
    fileprivate var affixIds: [Int32] = []
    fileprivate var affixes = Affixes.Scratch()
  }

  /// The ids of a batch of sentences, none of them empty.
  package func batch(_ sentences: [Sentence]) -> TokenBatch {
    var batch = TokenBatch()
    var scratch = Scratch()
    var numbers: [WordForm: Int32] = [:]
    numbers.reserveCapacity(sentences.reduce(0) { $0 + $1.words.count })
    for sentence in sentences {
      batch.beginSentence()
      for token in sentence.words.indices {
        let form = WordForm(bytes: sentence.bytes(token))
        if let number = numbers[form] {
          batch.append(word: number)
        } else {
          let number = Int32(batch.wordCount)
          numbers[form] = number
          add(sentence, token, to: &batch, using: &scratch)
          batch.append(word: number)
        }
      }
    }
    batch.pack()
    return batch
  }

  /// Adds a token's form to a batch, as a distinct word.
  func add(
    _ sentence: Sentence, _ token: Int, to batch: inout TokenBatch, using scratch: inout Scratch
  ) {
    sentence.withBytes(of: token) { add($0, to: &batch, using: &scratch) }
  }

  /// Adds a form to a batch, as a distinct word.
  func add(
    _ form: UnsafeBufferPointer<UInt8>, to batch: inout TokenBatch, using scratch: inout Scratch
  ) {
    if variants?.replace(form, into: &scratch.replaced) == true {
      // The array keeps its memory, but is no other's while it is read.
      let replaced = scratch.replaced
      return replaced.withUnsafeBufferPointer { addPlain($0, to: &batch, using: &scratch) }
    }
    addPlain(form, to: &batch, using: &scratch)
  }

  private func addPlain(
    _ form: UnsafeBufferPointer<UInt8>, to batch: inout TokenBatch, using scratch: inout Scratch
  ) {
    let word = wordId(of: form, using: &scratch.normalized)
    affixes?.find(in: form, into: &scratch.affixIds, using: &scratch.affixes)
    let characters = readsCharacters ? characterIds(of: form, using: &scratch) : []
    batch.addWord(word, characters: characters, affixes: scratch.affixIds[...])
  }

  /// Tells whether the vocabulary lacks a form.
  package func isUnknown(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    var normalized: [UInt8] = []
    return wordId(of: form, using: &normalized) == Vocabulary.unknown
  }

  private func wordId(of form: UnsafeBufferPointer<UInt8>, using buffer: inout [UInt8]) -> Int32 {
    folding.normalize(form, into: &buffer)
    return buffer.withUnsafeBufferPointer { words.id(of: $0) }
  }

  private func characterIds(
    of form: UnsafeBufferPointer<UInt8>, using scratch: inout Scratch
  ) -> ArraySlice<Int32> {
    composing.normalize(form, into: &scratch.normalized)
    scratch.normalized.withUnsafeBufferPointer {
      characters.ids(of: $0, into: &scratch.characterIds)
    }
    // A word without characters can only come from a caller's hand; it still needs a vector.
    if scratch.characterIds.isEmpty { scratch.characterIds.append(CharacterVocabulary.unknown) }
    let half = Self.maximumCharacters / 2
    let count = scratch.characterIds.count
    if count > Self.maximumCharacters {
      scratch.characterIds.replaceSubrange(half..<count - half, with: EmptyCollection())
    }
    return scratch.characterIds[...]
  }
}

/// A form as a key; a slice's own hash goes byte by byte and is slow.
struct WordForm: Hashable {
  let bytes: ArraySlice<UInt8>

  static func == (left: WordForm, right: WordForm) -> Bool { left.bytes == right.bytes }

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

import ElmanNetworks
import ElmanText

/// Turns sentences into ids: each distinct form of a batch is looked up once.
///
/// The word's embedding is found by its form in NFC and without case; the characters are those of
/// the form in NFC, with case.
public struct TokenIndexer: Sendable {
  /// The most characters of a word that are read; of a longer one the first and last halves.
  public static let maximumCharacters = 64

  private let words: Vocabulary
  private let characters: CharacterVocabulary
  private let readsCharacters: Bool
  private let folding = TextNormalizer(foldsCase: true)
  private let composing = TextNormalizer(foldsCase: false)

  /// An indexer over a model's vocabularies.
  ///
  /// - Parameter readsCharacters: whether the network reads the characters of words.
  public init(
    words: Vocabulary, characters: CharacterVocabulary, readsCharacters: Bool = true
  ) {
    self.readsCharacters = readsCharacters
    self.words = words
    self.characters = characters
  }

  /// The ids of a batch of sentences, none of them empty.
  public func batch(_ sentences: [Sentence]) -> TokenBatch {
    let packing = SequencePacking(lengths: sentences.map(\.tokens.count))
    var numbers: [WordForm: Int32] = [:]
    numbers.reserveCapacity(packing.rowCount)
    var wordIds: [Int32] = []
    var characterIds = IdSequences()
    let wordOfSentence = sentences.map { sentence in
      sentence.tokens.indices.map { index -> Int32 in
        let form = WordForm(bytes: sentence.bytes(index))
        if let number = numbers[form] { return number }
        let number = Int32(wordIds.count)
        numbers[form] = number
        append(sentence, index, &wordIds, &characterIds)
        return number
      }
    }
    return TokenBatch(
      packing: packing, wordOfRow: packing.pack(wordOfSentence), wordIds: wordIds,
      characters: characterIds)
  }

  /// Appends the ids of one token.
  func append(
    _ sentence: Sentence, _ token: Int, _ wordIds: inout [Int32],
    _ characterIds: inout IdSequences
  ) {
    var normalized: [UInt8] = []
    sentence.withBytes(of: token) { bytes in
      wordIds.append(wordId(of: bytes, using: &normalized))
      if readsCharacters {
        characterIds.append(self.characterIds(of: bytes, using: &normalized))
      }
    }
  }

  /// Tells whether the vocabulary lacks a form.
  public func isUnknown(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    var normalized: [UInt8] = []
    return wordId(of: form, using: &normalized) == Vocabulary.unknown
  }

  private func wordId(of form: UnsafeBufferPointer<UInt8>, using buffer: inout [UInt8]) -> Int32 {
    folding.normalize(form, into: &buffer)
    return buffer.withUnsafeBufferPointer { words.id(of: $0) }
  }

  private func characterIds(
    of form: UnsafeBufferPointer<UInt8>, using buffer: inout [UInt8]
  ) -> [Int32] {
    composing.normalize(form, into: &buffer)
    var ids: [Int32] = []
    buffer.withUnsafeBufferPointer { characters.ids(of: $0, into: &ids) }
    if ids.count > Self.maximumCharacters {
      let half = Self.maximumCharacters / 2
      ids = Array(ids.prefix(half) + ids.suffix(half))
    }
    // A word without characters can only come from a caller's hand; it still needs a vector.
    return ids.isEmpty ? [CharacterVocabulary.unknown] : ids
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

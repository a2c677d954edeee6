import Elman
import ElmanText

/// How often each word and each character of a corpus occurs, as a model looks them up: words
/// composed and without case, characters composed.
struct TokenCounts {
  /// The words.
  private(set) var words = VocabularyBuilder()
  private var characterCounts: [UInt32: Int] = [:]
  private let folding = TextNormalizer(foldsCase: true)
  private let composing = TextNormalizer(foldsCase: false)
  private var normalized: [UInt8] = []

  /// Counts the tokens of a sentence.
  mutating func add(_ sentence: Sentence) {
    for token in sentence.words.indices { sentence.withBytes(of: token) { add($0) } }
  }

  /// Counts the tokens of some sentences.
  mutating func add(_ forms: SentenceForms) {
    for (form, count) in zip(forms.distinct, forms.counts) {
      form.withUnsafeBufferPointer { add($0, count: count) }
    }
  }

  private mutating func add(_ form: UnsafeBufferPointer<UInt8>, count: Int = 1) {
    folding.normalize(form, into: &normalized)
    normalized.withUnsafeBufferPointer { words.add($0, count: count) }
    composing.normalize(form, into: &normalized)
    normalized.withUnsafeBufferPointer { bytes in
      _ = forEachScalar(in: bytes) { characterCounts[$0, default: 0] += count }
    }
  }

  /// The characters that occur at least so often.
  func characters(minimumCount: Int) -> CharacterVocabulary {
    let kept = characterCounts.filter { $0.value >= minimumCount }
    return CharacterVocabulary(kept.keys.compactMap { Unicode.Scalar($0) })
  }
}

import CElmanEnglish
import Elman

extension EmbeddedModel {
  /// Tokens, sentences, parts of speech, features, lemmas and names of English.
  ///
  /// ```swift
  /// let tagger = try Tagger(.english)
  /// ```
  public static let english: EmbeddedModel = {
    var count = 0
    let bytes = elman_english(&count)
    return EmbeddedModel(name: "english", bytes: UnsafeRawBufferPointer(start: bytes, count: count))
  }()
}

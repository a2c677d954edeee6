import CElmanLanguages
import Elman

extension EmbeddedModel {
  /// Which of 123 languages a text is in.
  ///
  /// ```swift
  /// let identifier = try LanguageIdentifier(.languages)
  /// ```
  public static let languages: EmbeddedModel = {
    var count = 0
    let bytes = elman_languages(&count)
    return EmbeddedModel(
      name: "languages", bytes: UnsafeRawBufferPointer(start: bytes, count: count))
  }()
}

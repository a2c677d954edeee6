import CElmanEnglishText
import Elman

extension EmbeddedModel {
  /// A language model of English, learned from Wikipedia's text, for taggers and classifiers to start from.
  ///
  /// ```swift
  /// let model = try LanguageModel(.englishText)
  /// let resources = TrainingResources<Tagger>(languageModel: model)
  /// ```
  public static let englishText: EmbeddedModel = {
    var count = 0
    let bytes = elman_english_text(&count)
    return EmbeddedModel(
      name: "english-text", bytes: UnsafeRawBufferPointer(start: bytes, count: count))
  }()
}

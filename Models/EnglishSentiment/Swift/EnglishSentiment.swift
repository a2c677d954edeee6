import CElmanEnglishSentiment
import Elman

extension EmbeddedModel {
  /// The sentiment of English texts: negative, neutral or positive.
  ///
  /// ```swift
  /// let classifier = try Classifier(.englishSentiment)
  /// ```
  public static let englishSentiment: EmbeddedModel = {
    var count = 0
    let bytes = elman_english_sentiment(&count)
    return EmbeddedModel(
      name: "english-sentiment", bytes: UnsafeRawBufferPointer(start: bytes, count: count))
  }()
}

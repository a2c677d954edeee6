import ElmanStreams
import Elman
import ElmanEvaluation

/// A language model's score as a person or a program reads it.
struct LanguageModelReport: EvaluationReport {
  let score: LanguageModelScore
  let wordsPerSecond: Double

  /// A table.
  var text: String {
    """
    perplexity         \(score.perplexity.decimals(2).padded(-7))
    accuracy           \(LabelTable.percent(score.accuracy))   \(score.correct) of \(score.total) \
    predictions
    speed              \(Int(wordsPerSecond)) words/s
    """
  }

  /// One JSON object.
  var json: String {
    Settings.json(
      Summary(
        perplexity: score.perplexity, accuracy: score.accuracy, predictions: score.total,
        wordsPerSecond: wordsPerSecond))
  }

  private struct Summary: Encodable {
    let perplexity, accuracy: Double
    let predictions: Int
    let wordsPerSecond: Double
  }
}

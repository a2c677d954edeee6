import Elman
import ElmanEvaluation
import ElmanLaboratory

extension LanguageModel: CommandModel {
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport {
    let text = try RawText(
      path: command.gold, tokenizer: nil, windowSize: configuration.windowSize)
    let (score, seconds) = Evaluate.timed { self.score(on: text) }
    return LanguageModelReport(
      score: score, wordsPerSecond: Double(text.wordCount) / seconds)
  }

  func score(on cases: [EvaluationCase], _ command: Evaluate) throws -> CaseScore {
    throw CommandError(
      "expected a model that is used for itself with --cases, found a language model",
      code: Failure.usage)
  }

  func quantizationNote(
    of quantized: LanguageModel, on path: String, _ command: Quantize
  ) throws -> QuantizationNote {
    let text = try RawText(path: path, tokenizer: nil, windowSize: configuration.windowSize)
    return QuantizationNote(
      QuantizationLoss(of: quantized, against: self, on: text), text.path, text.hash)
  }

  func gradientFlows(named name: String, over tokens: [String]) throws -> [GradientFlow] {
    throw CommandError(
      "\(name): expected a tagger or a classifier, found a language model", code: Failure.data)
  }
}

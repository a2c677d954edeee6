import Elman
import ElmanEvaluation
import ElmanLaboratory

extension LanguageIdentifier: CommandModel {
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport {
    let corpus = try command.texts.rawCorpus(command.gold)
    let (results, seconds) = Evaluate.timed {
      IdentifierSession(self).identify(corpus.examples.map { $0[...] })
    }
    let score = ClassifierScore(of: results, against: corpus.labels)
    return ClassifierReport(
      score: score, textsPerSecond: Double(score.all.total) / seconds, wordsPerSecond: nil)
  }

  func score(on cases: [EvaluationCase], _ command: Evaluate) -> CaseScore {
    CaseScore(cases, answered: [.label]) { .label(self.identify($0).label, sentiment: nil) }
  }

  func quantizationNote(
    of quantized: LanguageIdentifier, on path: String, _ command: Quantize
  ) throws -> QuantizationNote {
    let corpus = try command.texts.rawCorpus(path)
    return QuantizationNote(
      QuantizationLoss(of: quantized, against: self, on: corpus), corpus.path, corpus.hash)
  }

  func gradientFlows(named name: String, over tokens: [String]) throws -> [GradientFlow] {
    throw CommandError(
      "\(name): expected a tagger or a classifier, found a language identifier, which reads each word for itself",
      code: Failure.data)
  }
}

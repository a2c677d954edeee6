import Elman
import ElmanEvaluation
import ElmanLaboratory

extension Classifier: CommandModel {
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport {
    let corpus = try command.texts.goldCorpus(command.gold, windowSize: configuration.windowSize)
    let (score, seconds) = Evaluate.timed {
      self.score(on: corpus, batchSize: command.batchSize ?? ClassifierSession.defaultBatchSize)
    }
    return ClassifierReport(
      score: score, textsPerSecond: Double(score.all.total) / seconds,
      wordsPerSecond: Double(corpus.wordCount) / seconds)
  }

  func score(on cases: [EvaluationCase], _ command: Evaluate) -> CaseScore {
    let session = ClassifierSession(self)
    return CaseScore(cases, answered: sentiment == nil ? [.label] : [.sentiment, .label]) {
      let answer = session.classify([document($0.utf8)])[0]
      return .label(answer.label, sentiment: answer.sentiment)
    }
  }

  func quantizationNote(
    of quantized: Classifier, on path: String, _ command: Quantize
  ) throws -> QuantizationNote {
    let corpus = try command.texts.goldCorpus(path, windowSize: configuration.windowSize)
    return QuantizationNote(
      QuantizationLoss(of: quantized, against: self, on: corpus), corpus.path, corpus.hash)
  }

  func gradientFlows(named name: String, over tokens: [String]) -> [GradientFlow] {
    ModelGradients.flows(self, name: name, over: tokens)
  }
}

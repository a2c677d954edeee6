import Elman
import ElmanEvaluation
import ElmanLaboratory
import ElmanStreams

extension LearnedTokenizer: CommandModel {
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport {
    throw CommandError(
      "expected a tagger or a classifier without --raw, found a tokenizer", code: Failure.usage)
  }

  func evaluationFromRawText(_ command: Evaluate) throws -> RawTextReport {
    let corpus = try AnnotatedText(path: command.gold)
    let (sentences, seconds) = Evaluate.timed {
      var session = TextTokenizer.learned(self).session(mode: .text)
      return session.sentences(of: corpus.text)
    }
    return RawTextReport(
      score: try corpus.score(sentences),
      columns: [],
      speed: RawTextReport.Speed(
        words: sentences.reduce(0) { $0 + $1.words.count }, bytes: corpus.text.count,
        seconds: seconds))
  }

  func score(on cases: [EvaluationCase], _ command: Evaluate) -> CaseScore {
    CaseScore(cases, answered: CaseKind.ofTokenizers) {
      var session = TextTokenizer.learned(self).session(mode: .text)
      return .sentences(session.sentences(of: $0.utf8))
    }
  }

  func quantizationNote(
    of quantized: LearnedTokenizer, on path: String, _ command: Quantize
  ) throws -> QuantizationNote {
    let text = try AnnotatedText(path: path)
    return QuantizationNote(
      QuantizationLoss(of: quantized, against: self, on: text), text.path, text.hash)
  }

  func gradientFlows(named name: String, over tokens: [String]) throws -> [GradientFlow] {
    throw CommandError(
      "\(name): expected a tagger or a classifier, found a tokenizer, which reads no tokens",
      code: Failure.data)
  }
}

import Elman
import ElmanEvaluation
import ElmanLaboratory
import ElmanStreams

extension Tagger: CommandModel {
  func evaluation(_ command: Evaluate) throws -> any EvaluationReport {
    let corpus = try command.columns.corpus(command.gold, for: self)
    let (score, seconds) = Evaluate.timed {
      self.score(on: corpus, batchSize: command.batchSize ?? TaggerSession.defaultBatchSize)
    }
    return TaggerReport(score: score, wordsPerSecond: Double(score.all.total) / seconds)
  }

  func evaluationFromRawText(_ command: Evaluate) throws -> RawTextReport {
    let corpus = try AnnotatedText(path: command.gold)
    let tokenizer = try TextTokenizer(command.tokenizer, of: self)
    let session = TaggerSession(
      self, batchSize: command.batchSize ?? TaggerSession.defaultBatchSize)
    let (sentences, seconds) = Evaluate.timed {
      var tokenizer = tokenizer.session(mode: .text)
      return session.tag(tokenizer.sentences(of: corpus.text))
    }
    var columns = Set(configuration.columns.compactMap(\.conllu))
    if columns.contains(.deprel) { columns.insert(.head) }
    return RawTextReport(
      score: try corpus.score(sentences),
      columns: columns,
      speed: RawTextReport.Speed(
        words: sentences.reduce(0) { $0 + $1.sentence.words.count }, bytes: corpus.text.count,
        seconds: seconds))
  }

  func score(on cases: [EvaluationCase], _ command: Evaluate) throws -> CaseScore {
    let tokenizer = try TextTokenizer(command.tokenizer, of: self)
    let session = TaggerSession(self)
    return CaseScore(cases, answered: CaseKind.ofTaggers(configuration.columns)) {
      var tokenizer = tokenizer.session(mode: .text)
      return .tagged(session.tag(tokenizer.sentences(of: $0.utf8)))
    }
  }

  func quantizationNote(
    of quantized: Tagger, on path: String, _ command: Quantize
  ) throws -> QuantizationNote {
    let corpus = try command.columns.corpus(path, for: self)
    return QuantizationNote(
      QuantizationLoss(of: quantized, against: self, on: corpus), corpus.path, corpus.hash)
  }

  func gradientFlows(named name: String, over tokens: [String]) -> [GradientFlow] {
    ModelGradients.flows(self, name: name, over: tokens)
  }
}

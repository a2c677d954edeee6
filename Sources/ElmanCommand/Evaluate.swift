import ArgumentParser
import Elman
import ElmanModels
import ElmanTraining

/// `elman evaluate`.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares a model's labels with gold ones.",
    discussion: """
      The tokens are those of the gold file. An unknown word is one that the model's vocabulary \
      lacks.
      """)

  @Option(help: "The model: a name or a path.") var model = ShippedModel.defaultName
  @Flag(help: "Write one JSON object instead of tables.") var json = false
  @Option(help: "The most sentences that go through the network together.")
  var batchSize = TaggerSession.defaultBatchSize
  @Argument(help: "The gold file, CoNLL-U, may be gzipped.") var gold: String

  func validate() throws {
    guard batchSize > 0 else {
      throw ValidationError("expected --batch-size of at least 1, found \(batchSize)")
    }
  }

  func run() throws {
    let tagger = try Tagger(ModelFinder.file(model))
    let corpus = try TaggedCorpus(path: gold, column: tagger.configuration.column)
    let clock = ContinuousClock()
    let start = clock.now
    let score = tagger.score(on: corpus, batchSize: batchSize)
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let report = EvaluationReport(
      score: score, wordsPerSecond: Double(score.all.total) / max(seconds, 1e-9))
    try StandardOutput.print(json ? report.json : report.text)
  }
}

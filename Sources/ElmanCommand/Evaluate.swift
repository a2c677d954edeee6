import ArgumentParser
import Elman
import ElmanModels
import ElmanTraining

/// `elman evaluate`.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares a model's labels with gold ones.",
    discussion: """
      For a tagger the gold file is CoNLL-U, and its tokens are taken as they are. An unknown word \
      is one that the model's vocabulary lacks.

      For a classifier the gold file holds labelled texts.

      \(LabelledTextArguments.help)
      """)

  @Option(help: "The model: a name or a path.") var model = ShippedModel.defaultName
  @Flag(help: "Write one JSON object instead of tables.") var json = false
  @Option(help: "The most sentences or texts that go through the network together.")
  var batchSize: Int?
  @OptionGroup var texts: LabelledTextArguments
  @Argument(help: "The gold file, may be gzipped.") var gold: String

  func validate() throws {
    if let batchSize, batchSize < 1 {
      throw ValidationError("expected --batch-size of at least 1, found \(batchSize)")
    }
  }

  func run() throws {
    switch try AnyModel(ModelFinder.file(model)) {
    case .tagger(let tagger):
      let corpus = try TaggedCorpus(path: gold, column: tagger.configuration.column)
      let (score, seconds) = timed {
        tagger.score(on: corpus, batchSize: batchSize ?? TaggerSession.defaultBatchSize)
      }
      let report = TaggerReport(
        score: score, wordsPerSecond: Double(score.all.total) / seconds)
      try StandardOutput.print(json ? report.json : report.text)
    case .classifier(let classifier):
      let corpus = try texts.corpus(gold, windowSize: classifier.configuration.windowSize)
      let (score, seconds) = timed {
        classifier.score(
          on: corpus, batchSize: batchSize ?? ClassifierSession.defaultBatchSize)
      }
      let report = ClassifierReport(
        score: score, textsPerSecond: Double(score.all.total) / seconds,
        wordsPerSecond: Double(corpus.tokenCount) / seconds)
      try StandardOutput.print(json ? report.json : report.text)
    }
  }

  private func timed<Result>(_ body: () -> Result) -> (Result, seconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = body()
    return (result, max(start.duration(to: clock.now) / .seconds(1), 1e-9))
  }
}

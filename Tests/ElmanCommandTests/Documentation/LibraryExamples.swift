import Elman
import ElmanChecking
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanNetworks
import ElmanTestSupport
import ElmanEvaluation
import ElmanTraining

/// The documentation's examples of the library, as they stand there.
enum LibraryExamples {
  static let path = #filePath

  static func run() async throws {
    try tag()
    try tagWithTheColumns()
    try classify()
    let folder = try TemporaryFolder()
    let samples = Documentation.package.appending(path: "Corpora/samples").path
    try await train(
      from: "\(samples)/english-train.conllu", dev: "\(samples)/english-dev.conllu",
      to: "\(folder.path)/my.safetensors")
    print(Settings.json(ParserConfiguration()))
    try check("\(samples)/english-train.iob2", "\(samples)/english-dev.iob2")
  }

  private static func tag() throws {
    let tagger = try Tagger(.english)
    for sentence in tagger.tag("We saw her duck. Ducks swim.") {
      for token in sentence.tokens {
        print("\(token.form)/\(token.label)", terminator: " ")
      }
      print()
      for entity in sentence.entities { print(entity.type, sentence.text(of: entity)) }
    }
  }

  private static func tagWithTheColumns() throws {
    let tagger = try Tagger(.englishAccurate)
    let session = TaggerSession(tagger)
    let sentences = tagger.tokenizer?.sentences("Mira's owl can't sing.") ?? []
    for sentence in session.tag(sentences, probabilities: true) {
      for (index, token) in sentence.tokens.enumerated() {
        let lemma = sentence.lemma(index) ?? token.form
        let start = token.position.lowerBound.utf8
        print(start, token.form, lemma, token.label, token.probability ?? 0)
      }
    }
  }

  private static func classify() throws {
    let classifier = try Classifier(.englishSentiment)
    let opinion = classifier.classify("A warm, funny film.")
    print(opinion.label, opinion.probability, opinion.sentiment ?? 0)
  }

  private static func train(from trainPath: String, dev devPath: String, to path: String)
    async throws
  {
    let train = try TaggedCorpus(path: trainPath, column: .upos)
    let dev = try TaggedCorpus(path: devPath, column: .upos)
    var configuration = TaggerConfiguration()
    configuration.hiddenSize = 16
    var training = Tagger.defaultTraining
    training.epochs = 1
    let trainer = TaggerTrainer(configuration, training)
    let outcome = try await trainer.train(on: train, dev: dev, threads: 2)
    print("dev accuracy", outcome.score.all.accuracy)
    try outcome.model.write(to: path, metadata: ModelMetadata())
  }

  private static func check(_ trainPath: String, _ devPath: String) throws {
    let checker = CorpusChecker()
    try checker.check(path: trainPath)
    try checker.check(path: devPath)
    for finding in checker.finish().findings { print(finding) }
  }
}

/// The configuration in the article on new tasks.
public struct ParserConfiguration: Sendable, Hashable {
  /// The recurrent cell.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers.
  public var layers = 1
  /// What is added to the score of the root.
  public var rootBias: Float = 0

  /// The default configuration.
  public init() {}
}

extension ParserConfiguration: SettingsTable, ModelConfiguration {
  /// The settings.
  @SettingsBuilder<ParserConfiguration>
  package static var settings: [Setting<ParserConfiguration>] {
    Setting("cell", \.cell, "the cell of the layers over words")
    Setting("layers", \.layers, in: 1...16, "bidirectional layers over words")
    Setting("rootBias", \.rootBias, in: 0...10, "…", writtenIf: { $0.rootBias > 0 })
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Writes all settings, but for some that have their defaults.
  public func encode(to encoder: any Encoder) throws { try encodeSettings(to: encoder) }
}

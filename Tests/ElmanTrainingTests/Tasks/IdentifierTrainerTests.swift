import Elman
import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@testable import ElmanTraining

@Suite struct IdentifierTrainerTests {
  private static let texts: [(String, String)] = [
    ("de", "die katze schläft auf dem dach"), ("de", "der hund frisst nicht"),
    ("en", "the cat sleeps on the roof"), ("en", "the dog does not eat"),
    ("fr", "le chat dort sur le toit"), ("fr", "le chien ne mange pas"),
    ("el", "η γάτα κοιμάται στη στέγη"), ("el", "ο σκύλος δεν τρώει"),
  ]

  private static let corpus = LabelledCorpus(
    path: "texts", hash: "none", examples: texts.map { Array($0.1.utf8) }, labels: texts.map(\.0))

  private func settings() -> (IdentifierConfiguration, TrainingConfiguration) {
    var model = IdentifierConfiguration()
    (model.hiddenSize, model.pieceSize, model.minimumPieceCount) = (8, 8, 1)
    (model.inputDropout, model.outputDropout) = (0, 0)
    var training = LanguageIdentifier.defaultTraining
    (training.epochs, training.batchSize, training.learningRate) = (40, 8, 0.02)
    training.patience = 40
    return (model, training)
  }

  @Test(arguments: CellKind.allCases)
  func languagesCanBeLearned(cell: CellKind) async throws {
    var (model, training) = settings()
    model.cell = cell
    let outcome = try await Trainer<LanguageIdentifier>(model, training).train(
      on: Self.corpus, dev: Self.corpus)
    #expect(outcome.score.accuracy > 0.9)
    #expect(outcome.model.identify("der hund schläft").label == "de")
    training.epochs = 1
  }

  @Test func threadsDoNotChangeTheModel() async throws {
    var (model, training) = settings()
    (model.inputDropout, training.epochs, training.shards) = (0.2, 3, 3)
    var weights: [[Float]] = []
    for threads in [1, 2] {
      let outcome = try await Trainer<LanguageIdentifier>(model, training).train(
        on: Self.corpus, dev: Self.corpus, threads: threads)
      weights.append(try outcome.model.weights.single.parameters.elements)
    }
    #expect(weights[0] == weights[1])
  }

  @Test func oneLanguageIsTooFew() async throws {
    let (model, training) = settings()
    let corpus = LabelledCorpus(path: "p", hash: "", examples: [Array("a b".utf8)], labels: ["de"])
    await #expect(throws: TrainingError.self) {
      try await Trainer<LanguageIdentifier>(model, training).train(on: corpus, dev: corpus)
    }
  }

  /// Languages with few texts come up more often.
  @Test func fewTextsComeUpOften() {
    let texts = IdentificationTexts(
      (0..<41).map { Array("word\($0 == 0 ? "a" : "b") more".utf8) },
      labels: (0..<41).map { $0 == 0 ? 0 : 1 })
    let counts = texts.balanced(labelCount: 2).reduce(into: [0, 0]) { $0[texts.labels[$1]] += 1 }
    #expect(counts == [10, 40])
  }

  /// The pieces that are kept are those most frequent in some language, however few texts that has.
  @Test func piecesAreThoseOfSomeLanguage() throws {
    var configuration = IdentifierConfiguration()
    (configuration.pieceCount, configuration.minimumPieceCount, configuration.longestPiece) = (
      4, 1, 1
    )
    let texts = IdentificationTexts(
      [Array("aaaa bbbb".utf8), Array("ö".utf8), Array("aaaa cccc".utf8)], labels: [0, 1, 0])
    let kept = try texts.pieces(configuration, labelCount: 2)
    #expect(
      ["ö", " ", "a"].allSatisfy { piece in
        Array(piece.utf8).withUnsafeBufferPointer { kept.id(of: $0) != 0 }
      })
  }

  @Test func scriptsOfOneLanguage() {
    let texts = IdentificationTexts(
      (0..<60).flatMap { _ in
        [Array("λόγος λόγος".utf8), Array("да да да".utf8), Array("да да word".utf8)]
      },
      labels: (0..<60).flatMap { _ in [0, 1, 2] })
    #expect(texts.languageOfScript(labelCount: 3) == [.greek: 0])
  }
}

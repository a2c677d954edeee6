import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct ClassifierNetworkTests {
  /// Texts of one, of several and of half-filled windows, with words that return.
  private static let texts = [
    "the owl sings at night the owl sings", "unseen", "the owl sings .", "",
    "at night größe sings the the .",
  ]

  @Test(arguments: PoolingKind.allCases, CellKind.allCases)
  func gradientsAreThoseOfTheLoss(pooling: PoolingKind, cell: CellKind) throws {
    try expectExactGradients {
      $0.pooling = pooling
      $0.cell = cell
    }
  }

  @Test func gradientsOfAllAtOnceAreThoseOfTheLoss() throws {
    try expectExactGradients {
      $0.layers = 2
      $0.characterHiddenSize = 4
      $0.labelSmoothing = 0.2
      $0.labelWeights = ["negative": 3, "positive": 0.25]
      $0.wordDropout = 0.3
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0.3, 0.2, 0.4)
    }
  }

  @Test func frozenWordsHaveNoGradient() throws {
    let classifier = try randomClassifier { $0.freezesWords = true }
    let (_, gradients) = try learn(classifier, weights: classifier.weights.single)
    let words = gradients.buffer[classifier.network.words.table].elements
    #expect(words.allSatisfy { $0 == 0 })
    #expect(gradients.touchedRows(of: classifier.network.words.table) == [])
    #expect(gradients.norm > 0)
  }

  /// The loss is the sum over texts, and so are the gradients: a batch may be cut anywhere.
  @Test func partsOfABatchAddUp() throws {
    let classifier = try randomClassifier {
      $0.wordDropout = 0
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0, 0, 0)
    }
    let whole = try learn(classifier, weights: classifier.weights.single)
    let parts = try learn(
      classifier, weights: classifier.weights.single, cuts: [0..<1, 1..<3, 3..<Self.texts.count])
    #expect(abs(whole.loss - parts.loss) < 1e-5 * whole.loss)
    let difference = zip(whole.gradients.buffer.elements, parts.gradients.buffer.elements)
      .map { $0 - $1 }
    #expect(norm(difference) < 1e-5 * whole.gradients.norm)
  }

  private func learn(
    _ classifier: Classifier, weights: PackedWeights, cuts: [Range<Int>] = [0..<texts.count]
  ) -> (loss: Double, gradients: Gradients) {
    let trainable = PackedWeights(weights.parameters, forTraining: true)
    let gradients = Gradients(zerosFor: classifier.network.layout)
    var pass = Pass(trainingWith: trainable, gradients: gradients)
    var loss = 0.0
    for cut in cuts {
      pass.begin(random: Random(seed: 5))
      loss += learn(classifier, cut, in: &pass)
    }
    return (loss, gradients)
  }

  private func learn(_ classifier: Classifier, _ cut: Range<Int>, in pass: inout Pass) -> Double {
    let indexer = TokenIndexer(
      words: classifier.words, characters: classifier.characters,
      readsCharacters: classifier.configuration.characterHiddenSize > 0)
    let documents = Self.texts[cut].map {
      Document(words: $0.split(separator: " "), windowSize: classifier.configuration.windowSize)
    }
    return classifier.network.learn(
      DocumentBatch(documents, indexer: indexer),
      labels: cut.map { Int32($0 % classifier.labels.count) }, scale: 1, in: &pass)
  }

  private func expectExactGradients(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout ClassifierConfiguration) -> Void
  ) throws {
    let classifier = try randomClassifier {
      $0.hiddenSize = 5
      $0.windowSize = 3
      $0.wordDropout = 0
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0, 0, 0)
      change(&$0)
    }
    // A long step would make other rows the largest of a column.
    let isMax = classifier.configuration.pooling == .max
    ElmanTests.expectExactGradients(
      classifier.network.layout, at: try classifier.weights.single.parameters,
      step: isMax ? 0.002 : 0.02, tolerance: isMax ? 2e-2 : 4e-3, sourceLocation: sourceLocation
    ) { learn(classifier, 0..<Self.texts.count, in: &$0) }
  }
}

import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct TokenizerNetworkTests {
  private static let windows = ["the cat sings.", "no!", "a \u{732B} bathes, and"]

  @Test(arguments: [false, true], CellKind.allCases)
  func gradientsAreThoseOfTheLoss(knowsWords: Bool, cell: CellKind) throws {
    try expectExactGradients(knowsWords: knowsWords) { $0.cell = cell }
  }

  /// Characters and pairs are taken for unknown ones at random.
  @Test(arguments: [false, true])
  func gradientsWithLayersAndDropoutAreThoseOfTheLoss(knowsWords: Bool) throws {
    try expectExactGradients(knowsWords: knowsWords) {
      $0.layers = 2
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0.3, 0.2, 0.4)
      ($0.characterDropout, $0.pairDropout) = (0.2, 0.3)
    }
  }

  private func expectExactGradients(
    knowsWords: Bool, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout TokenizerConfiguration) -> Void
  ) throws {
    let tokenizer = try randomTokenizer(knowsWords: knowsWords) {
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0, 0, 0)
      ($0.characterDropout, $0.pairDropout) = (0, 0)
      change(&$0)
    }
    let parameters = MutableParameterBuffer(zerosFor: tokenizer.network.layout)
    parameters.copy(from: try tokenizer.weights.single.parameters)
    // Scores far apart, as random tokenizers have them, leave little of the gradients.
    for k in 0..<tokenizer.network.layout.count { parameters.base[k] /= 3 }

    let symbols = Self.windows.map { $0.unicodeScalars.map(\.value) }
    let rows = symbols.map { tokenizer.features.rows($0[...]) }
    let packing = SequencePacking(lengths: symbols.map(\.count))
    let features = rows[0].indices.map { feature in packing.pack(rows.map { $0[feature] }) }
    let classIds = packing.pack(symbols.map { $0.map(CharacterFeatures.unknownId) })
    let labels = classIds.indices.map { Int32($0 * 3 % TokenizerNetwork.labels.count) }
    ElmanTests.expectExactGradients(
      tokenizer.network.layout, at: parameters.readOnly, sourceLocation: sourceLocation
    ) { pass in
      tokenizer.network.learn(
        features, classIds: classIds, labels: labels, packing: packing, scale: 1, in: &pass)
    }
  }
}

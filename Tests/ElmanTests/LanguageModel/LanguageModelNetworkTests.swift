import ElmanNetworks
import ElmanTensors
import Testing

@testable import Elman

@Suite struct LanguageModelNetworkTests {
  private static let wordCount = 9
  private static let sentences: [[Int32]] = [[1, 2, 3, 1, 4], [5, 0], [6, 2, 7], [8]]

  /// A word's characters follow from its id.
  private static func batch(readsCharacters: Bool) -> TokenBatch {
    var batch = TokenBatch()
    for word in 0..<Int32(wordCount) {
      if readsCharacters {
        batch.addWord(word, characters: (0...word % 4).map { ($0 + word) % 6 }[...])
      } else {
        batch.addWord(word)
      }
    }
    for sentence in sentences {
      batch.beginSentence()
      for word in sentence { batch.append(word: word) }
    }
    batch.pack()
    return batch
  }

  /// The vectors by which words are read are those by which they are predicted.
  @Test(arguments: CellKind.allCases, [0, 4])
  func gradientsAreThoseOfTheLoss(cell: CellKind, characterHiddenSize: Int) throws {
    expectExactGradients {
      $0.cell = cell
      $0.characterHiddenSize = characterHiddenSize
      ($0.inputDropout, $0.wordDropout) = (0, 0)
    }
  }

  @Test func gradientsWithDropoutAreThoseOfTheLoss() throws {
    expectExactGradients { ($0.inputDropout, $0.wordDropout) = (0.3, 0.3) }
  }

  private func expectExactGradients(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout LanguageModelConfiguration) -> Void
  ) {
    var configuration = LanguageModelConfiguration()
    configuration.hiddenSize = 5
    configuration.wordSize = 6
    configuration.characterSize = 4
    configuration.characterHiddenSize = 4
    change(&configuration)
    let network = LanguageModelNetwork(
      configuration, EncoderShape(), wordCount: Self.wordCount, characterCount: 6)
    let parameters = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 9)
    // Biases too, so that no gradient is zero by symmetry.
    for k in 0..<network.layout.count { parameters.base[k] = Float(random.uniform() * 0.8 - 0.4) }

    let batch = Self.batch(readsCharacters: configuration.characterHiddenSize > 0)
    let candidates: [Int32] = [3, 1, 7, 2, 8]
    var targets: [Int32] = []
    batch.neighbours(below: Self.wordCount, into: &targets)
    for row in targets.indices {
      targets[row] = candidates.firstIndex(of: targets[row]).map { Int32($0) } ?? -1
    }
    #expect(targets.contains { $0 >= 0 })
    ElmanTests.expectExactGradients(
      network.layout, at: parameters.readOnly, step: 0.08, sourceLocation: sourceLocation
    ) { pass in
      network.learn(
        batch, targets: targets, candidates: candidates, logarithms: [-0.1, -2, -0.7, -3, -1.5],
        scale: 1, in: &pass)
    }
  }
}

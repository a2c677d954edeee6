import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct TaggerNetworkTests {
  private static let sentences = [
    Sentence(words: ["the", "dog", "barks", "at", "night", "."]), Sentence(words: ["Größe"]),
    Sentence(words: ["the", "unseen", "dog", "."]), Sentence(words: ["at", "night"]),
  ]
  /// Entities of one word, which may stand anywhere.
  private static let entities: [Int32] = [0, 4, 8]

  private func tagger(_ change: (inout TaggerConfiguration) -> Void = { _ in }) throws -> Tagger {
    try randomTagger {
      $0.columns = [.deps, .upos, .xpos, .feats, .lemma, .ner]
      $0.hiddenSize = 5
      ($0.treeHiddenSize, $0.arcSize, $0.relationSize, $0.treeDropout) = (4, 7, 5, 0)
      $0.wordDropout = 0
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0, 0, 0)
      change(&$0)
    }
  }

  /// Labels of all kinds: of all tokens, of some, and in columns of sequences of some sentences.
  private func learn(_ tagger: Tagger, columnScales: [Float], in pass: inout Pass) -> Double {
    let batch = tagger.indexer.batch(Self.sentences)
    let labels = tagger.columns.enumerated().map { index, column in
      batch.packing.pack(
        Self.sentences.enumerated().map { number, sentence in
          sentence.words.indices.map { token -> Int32 in
            let choice = 3 * number + 2 * token + index
            switch column.column {
            case .upos: return number == 3 ? -1 : Int32(choice % 5)
            case .ner: return number == 0 ? -1 : Self.entities[choice % 3]
            case .deps: return number == 1 ? -1 : Int32(choice % column.labels.count)
            default: return choice % 4 == 0 ? -1 : Int32(choice % column.labels.count)
            }
          }
        })
    }
    let heads = batch.packing.pack(
      Self.sentences.enumerated().map { number, sentence in
        sentence.words.indices.map { token -> Int32 in
          number == 1 ? -1 : token == 0 ? 0 : Int32(1 + (7 * token) % token)
        }
      })
    return tagger.network.learn(
      batch, labels: labels, heads: heads, columnScales: columnScales, scale: 1, in: &pass)
  }

  /// The gradients of all columns add up in the layers that they share.
  @Test(arguments: [
    [1, 1, 1, 1, 1, 1], [0.5, 0.25, 1.5, 0.75, 2, 0.5], [0, 1, 0, 0, 1, 0], [0, 0, 0, 2, 0, 0],
    [0, 0, 0, 0, 0, 1],
  ])
  func gradientsOfSeveralColumnsAreThoseOfTheLoss(columnScales: [Float]) throws {
    let tagger = try tagger()
    expectExactGradients(
      tagger.network.layout, at: try tagger.weights.single.parameters, step: 0.05
    ) {
      learn(tagger, columnScales: columnScales, in: &$0)
    }
  }

  @Test func gradientsWithLayersAndDropoutAreThoseOfTheLoss() throws {
    let tagger = try tagger {
      $0.layers = 2
      $0.lowestHiddenSize = 7
      $0.variationalDropout = true
      $0.wordDropout = 0.3
      ($0.inputDropout, $0.layerDropout, $0.outputDropout) = (0.3, 0.2, 0.4)
      $0.recurrentDropout = 0.2
      ($0.treeLayers, $0.treeInputSize, $0.treeDropout) = (2, 6, 0.3)
    }
    expectExactGradients(
      tagger.network.layout, at: try tagger.weights.single.parameters, step: 0.05
    ) {
      learn(tagger, columnScales: [1, 0.5, 1, 1, 1, 1], in: &$0)
    }
  }

  @Test func columnsWithoutAShareHaveNoGradient() throws {
    let tagger = try tagger()
    let weights = PackedWeights(try tagger.weights.single.parameters, forTraining: true)
    let gradients = Gradients(zerosFor: tagger.network.layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    #expect(learn(tagger, columnScales: [0, 0, 0, 0, 0, 0], in: &pass) == 0)
    #expect(gradients.norm == 0)
    #expect(learn(tagger, columnScales: [0, 1, 1, 1, 1, 1], in: &pass) > 0)
    let entries = tagger.network.layout.entries
    #expect(entries.contains { $0.name.hasPrefix("upos.") })
    for entry in entries {
      let isZero = gradients.buffer.elements[entry.parameter.range].allSatisfy { $0 == 0 }
      #expect(isZero == entry.name.hasPrefix("upos."), "\(entry.name)")
    }
  }

  /// Parts that labels have in training are folded into the labels' own columns, and nothing else changes.
  @Test func foldedWeightsGiveTheScoresOfParts() throws {
    let tagger = try tagger { $0.affixSize = 4 }
    let parts: [TagColumn: LabelParts] = [
      .feats: LabelParts([[0], [0, 1], [], [1], [0, 1]], partCount: 2),
      .xpos: LabelParts([[2], [0], [1], [], [1, 2]], partCount: 3),
    ]
    let network = TaggerNetwork(
      tagger.configuration, wordCount: tagger.words.count,
      characterCount: tagger.characters.count,
      affixCount: tagger.affixes?.vocabulary.count ?? 0, columns: tagger.columns, parts: parts)
    let weights = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 3)
    weights.initialize(with: &random)
    let batch = tagger.indexer.batch(Self.sentences)
    let folded = network.fold(weights.readOnly, for: tagger.network)
    var pass = Pass(inferenceWith: PackedWeights(weights.readOnly, forTraining: false))
    var foldedPass = Pass(inferenceWith: PackedWeights(folded, forTraining: false))
    let hidden = network.hidden(batch, in: &pass)
    let foldedHidden = tagger.network.hidden(batch, in: &foldedPass)
    #expect(hidden.values.elements == foldedHidden.values.elements)
    for (head, foldedHead) in zip(network.heads, tagger.network.heads) {
      let scores = head.scores(hidden, in: &pass).values
      let foldedScores = foldedHead.scores(foldedHidden, in: &foldedPass).values
      #expect(scores.columns == foldedScores.columns)
      for (one, other) in zip(scores.elements, foldedScores.elements) {
        #expect(abs(one - other) < 1e-4)
      }
    }
  }
}

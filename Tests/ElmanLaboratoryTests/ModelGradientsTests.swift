import Elman
import ElmanLaboratory
import ElmanNetworks
import ElmanTensors
import ElmanText
import Testing

@Suite struct ModelGradientsTests {
  private let tokens = ["owls", "read", "no", "books", "at", "night"]

  private func weights(_ layout: ParameterLayout) -> PackedWeights {
    let parameters = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: 2)
    parameters.initialize(with: &random)
    return PackedWeights(parameters, forTraining: false)
  }

  private func words() throws -> Vocabulary {
    var builder = VocabularyBuilder()
    for token in tokens { builder.add(token) }
    return try builder.build(minimumCount: 1).vocabulary
  }

  @Test(arguments: CellKind.allCases, HeadKind.allCases)
  func aTaggersGradientStartsAtOneToken(cell: CellKind, head: HeadKind) throws {
    var configuration = TaggerConfiguration()
    (configuration.cell, configuration.head, configuration.layers) = (cell, head, 2)
    (configuration.hiddenSize, configuration.characterHiddenSize) = (8, 0)
    let words = try words()
    let network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: 1, labelCounts: [3])
    let tagger = Tagger(
      configuration: configuration, words: words,
      characters: CharacterVocabulary([Unicode.Scalar]()),
      columns: [TaggerColumn(.upos, labels: try LabelSet(["A", "B", "C"]))], network: network,
      weights: weights(network.layout))
    let flows = ModelGradients.flows(tagger, name: "m", over: tokens)
    #expect(flows.map(\.layer) == ["encoder.1.leftToRight", "encoder.1.rightToLeft"])
    #expect(flows[0].steps.map(\.token) == tokens.reversed())
    #expect(flows[1].steps.map(\.token) == tokens)
    for flow in flows {
      #expect(flow.steps.count == tokens.count)
      #expect(flow.steps[0].directNorm > 0 && flow.steps[0].hiddenNorm == flow.steps[0].directNorm)
      #expect(flow.steps.dropFirst().allSatisfy { $0.directNorm == 0 && $0.memoryNorm > 0 })
    }
    // A model in bytes is nearly the same network.
    let quantized = try ModelGradients.flows(tagger.quantized(), name: "m", over: tokens)
    for (flow, other) in zip(flows, quantized) {
      let (norm, found) = (flow.steps[1].memoryNorm, other.steps[1].memoryNorm)
      #expect(abs(found - norm) < 0.1 * norm)
    }
  }

  @Test(arguments: [PoolingKind.attention, .last])
  func attentionReachesEachTokenDirectly(pooling: PoolingKind) throws {
    var configuration = ClassifierConfiguration()
    (configuration.hiddenSize, configuration.attentionSize, configuration.pooling) = (8, 8, pooling)
    let words = try words()
    let labels = ["a", "b", "c"]
    let network = ClassifierNetwork(
      configuration, wordCount: words.count, characterCount: 1, labels: labels)
    let classifier = Classifier(
      configuration: configuration, words: words,
      characters: CharacterVocabulary([Unicode.Scalar]()), labels: try LabelSet(labels),
      network: network, weights: weights(network.layout))
    let flows = ModelGradients.flows(classifier, name: "m", over: tokens)
    #expect(flows.count == 2)
    for flow in flows {
      #expect(flow.steps[0].directNorm > 0)
      #expect(
        flow.steps.dropFirst().allSatisfy { ($0.directNorm > 0) == (pooling == .attention) })
    }
  }
}

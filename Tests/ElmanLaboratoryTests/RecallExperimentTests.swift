import ElmanNetworks
import ElmanTensors
import Testing

@testable import ElmanLaboratory

@Suite struct RecallExperimentTests {
  private func small(_ remedies: [RecallRemedy], distances: [Int]) -> RecallExperiment {
    var experiment = RecallExperiment()
    (experiment.remedies, experiment.distances) = (remedies, distances)
    (experiment.hiddenSize, experiment.learningRate) = (16, 0.01)
    (experiment.textsPerEpoch, experiment.epochs) = (320, 4)
    return experiment
  }

  @Test func oneSeedGivesOneResultWhateverTheThreads() async {
    let experiment = small([.elman, .attention, .gru], distances: [1, 6])
    let alone = await experiment.run()
    let together = await experiment.run(threads: 3)
    #expect(alone == together)
    #expect(alone.map(\.remedy) == [.elman, .elman, .attention, .attention, .gru, .gru])
    #expect(alone.map(\.distance) == [1, 6, 1, 6, 1, 6])
    var other = experiment
    other.seed = 2
    #expect(await other.run() != alone)
  }

  @Test(arguments: RecallGrammar.Language.allCases)
  func attentionLearnsWhatItIsAsked(language: RecallGrammar.Language) async {
    var experiment = small([.attention], distances: [12])
    (experiment.language, experiment.textsPerEpoch, experiment.epochs) = (language, 1_000, 12)
    let result = await experiment.run()
    #expect(result[0].accuracy > 0.95 && result[0].divergence == nil)
  }

  /// Weights that stretch too much end the run, not the experiment.
  @Test func divergenceIsAResult() async throws {
    var experiment = small([.identity, .lstm], distances: [40])
    (experiment.recurrentScale, experiment.maximumGradientNorm) = (4, .infinity)
    var diverged = 0
    let results = await experiment.run { event in
      if case .logged(let entry) = event, entry.kind == .diverged { diverged += 1 }
    }
    #expect(diverged == 1 && results.count == 2)
    guard case .diverged(_, _, keptEpoch: 0, _) = results[0].divergence else {
      Issue.record("\(String(describing: results[0].divergence))")
      return
    }
    #expect(results[1].divergence == nil)
    #expect((0...1).contains(results[0].accuracy))
  }

  @Test(arguments: RecallGrammar.Language.allCases, [0, 1, 7, 30])
  func textsHaveTheirDistance(language: RecallGrammar.Language, distance: Int) {
    let grammar = RecallGrammar(language)
    var random = Random(seed: 5)
    var answers = Set<Int>()
    for _ in 0..<200 {
      let example = grammar.example(distance: distance, using: &random)
      answers.insert(example.answer)
      let places = grammar.facts.map(\.place)
      #expect(example.words.filter { places.contains($0) } == [places[example.answer]])
      let question = example.words.lastIndex { ["so", "所以"].contains($0) } ?? 0
      let fact = example.words.firstIndex { places.contains($0) } ?? 0
      #expect((0...1).contains(question - fact - 1 - distance), "\(example.words)")
      #expect(grammar.ids(example).allSatisfy { (0..<Int32(grammar.words.count)).contains($0) })
    }
    #expect(answers.count == grammar.facts.count)
  }

  /// The gradients of each network, by differences of its loss.
  @Test(arguments: [RecallRemedy.orthogonal, .gru, .lstm, .attention])
  func gradientsAreThoseOfTheLoss(remedy: RecallRemedy) {
    let network = RecallNetwork(
      remedy, wordCount: 6, answerCount: 3, hiddenSize: 5, recurrentScale: 1)
    let parameters = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 3)
    for k in 0..<network.layout.count { parameters.base[k] = Float(random.uniform() - 0.5) }
    let weights = PackedWeights(parameters, forTraining: true)
    let gradients = ElmanTensors.Gradients(zerosFor: network.layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    let texts: [[Int32]] = [[0, 1, 2], [3, 4, 5, 1], [2, 2]]
    func loss() -> Double {
      weights.pack()
      pass.begin()
      return network.learn(texts, answers: [0, 2, 1], scale: 1, in: &pass)
    }
    _ = loss()
    let gradient = gradients.buffer.elements
    let direction = gradient.map { _ in Float(random.index(below: 2) * 2 - 1) }
    let start = parameters.elements
    func loss(at step: Float) -> Double {
      for k in start.indices { parameters.base[k] = start[k] + step * direction[k] }
      return loss()
    }
    let step: Float = 0.002
    let measured =
      (8 * (loss(at: step) - loss(at: -step)) - (loss(at: 2 * step) - loss(at: -2 * step)))
      / (12 * Double(step))
    let computed = zip(gradient, direction).reduce(0) { $0 + Double($1.0 * $1.1) }
    let norm = gradient.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
    #expect(abs(measured - computed) < 5e-3 * norm, "\(computed), by differences \(measured)")
  }
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct MemorisationTests {
  /// Ten sentences of random words with random labels can be learned by heart, with either head.
  @Test(arguments: CellKind.allCases, HeadKind.allCases)
  func tenSentences(cell: CellKind, head: HeadKind) {
    let tagger = TestTagger(cell, head)
    let sentences = TestTagger.sentences(10, seed: 1)
    let batch = TestTagger.batch(sentences)
    let labels = randomIds(batch.packing.rowCount, below: TestTagger.labelCount, seed: 2)
    let (weights, losses) = train(tagger, batch, labels, epochs: 60)
    #expect(losses[59] < losses[0] / 20)
    var pass = Pass(inferenceWith: weights)
    #expect(tagger.head.decode(tagger.scores(batch, in: &pass), in: &pass) == labels)
  }

  /// One seed gives one set of weights, dropout included; another seed another.
  @Test func oneSeedOneNetwork() {
    let tagger = TestTagger(.lstm, .crf, dropout: 0.3)
    let batch = TestTagger.batch(TestTagger.sentences(5, seed: 3))
    let labels = randomIds(batch.packing.rowCount, below: TestTagger.labelCount, seed: 4)
    func weights(seed: UInt64) -> [Float] {
      let weights = train(tagger, batch, labels, epochs: 3, seed: seed).weights
      return weights.parameters.elements
    }
    let first = weights(seed: 1)
    #expect(first == weights(seed: 1))
    #expect(first != weights(seed: 2))
  }

  /// Trains on one batch again and again; the workspace must not grow after the first time.
  private func train(
    _ tagger: TestTagger, _ batch: TokenBatch, _ labels: [Int32], epochs: Int, seed: UInt64 = 1
  ) -> (weights: PackedWeights, losses: [Double]) {
    let parameters = MutableParameterBuffer(zerosFor: tagger.layout)
    var random = Random(seed: seed)
    parameters.initialize(with: &random)
    let weights = PackedWeights(parameters, forTraining: true)
    let gradients = Gradients(zerosFor: tagger.layout)
    let optimizer = TestOptimizer(tagger.layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    var losses: [Double] = []
    var capacity = 0
    for epoch in 0..<epochs {
      pass.begin(random: Random(seed: seed, stream: UInt64(epoch)))
      losses.append(tagger.loss(batch, labels: labels, in: &pass))
      optimizer.update(parameters, packedAs: weights, with: gradients, learningRate: 0.01)
      if epoch == 0 { capacity = pass.workspace.capacity }
      #expect(pass.workspace.capacity == capacity)
    }
    return (weights, losses)
  }
}

import ElmanLibc
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CandidateSoftmaxTests {
  private func network(words: Int = 9, size: Int) -> (CandidateSoftmax, ParameterLayout) {
    var layout = ParameterLayout()
    let vectors = Embedding("words", count: words, size: size, in: &layout)
    return (CandidateSoftmax("bias", vectors: vectors.table, in: &layout), layout)
  }

  @Test(arguments: [1, 4, 11], hiddenSizes)
  func gradients(rows: Int, size: Int) {
    let (head, layout) = network(size: size)
    let targets = randomIds(rows, below: 5, seed: 8)
    expectExactGradients(layout, input: (rows, size)) { input, pass in
      let (loss, gradient) = head.loss(
        input, targets: targets, candidates: [7, 1, 4, 8, 2],
        logarithms: [-0.1, -2, -0.7, -3, -1.5], scale: 1, in: &pass)
      return (loss, gradient)
    }
  }

  @Test func rowsWithoutATargetTeachNothing() {
    let (head, layout) = network(size: 6)
    expectExactGradients(layout, input: (3, 6)) { input, pass in
      let (loss, gradient) = head.loss(
        input, targets: [1, -1, 0], candidates: [3, 5], logarithms: [0, -1], scale: 1, in: &pass)
      #expect(gradient[row: 1].allSatisfy { $0 == 0 })
      return (loss, gradient)
    }
  }

  /// With all words as candidates it is the softmax over all words.
  @Test func allCandidatesAreTheSoftmax() {
    let (head, layout) = network(words: 7, size: 5)
    let network = TestNetwork(random: layout)
    var pass = network.trainingPass()
    let states = pass.matrix(randomFloats(4 * 5, seed: 3), columns: 5)
    let targets = randomIds(4, below: 7, seed: 4)
    let candidates = (0..<7).map { Int32($0) }
    let loss = head.loss(
      states, targets: targets, candidates: candidates, logarithms: Array(repeating: 0, count: 7),
      scale: 1, in: &pass
    ).loss
    var inference = Pass(inferenceWith: network.weights)
    let scores = head.scores(states, in: &inference)
    let expected = SoftmaxHead().loss(scores, labels: targets, scale: 1, in: &pass).loss
    #expect(abs(loss - expected) < 1e-5)
  }

  @Test func touchesOnlyTheCandidates() {
    let (head, layout) = network(size: 4)
    let network = TestNetwork(random: layout)
    var pass = network.trainingPass()
    let states = pass.matrix(randomFloats(2 * 4, seed: 3), columns: 4)
    _ = head.loss(
      states, targets: [0, 1], candidates: [6, 2], logarithms: [0, 0], scale: 1, in: &pass)
    #expect(network.gradients.touchedRows(of: head.vectors) == [6, 2])
    #expect(network.gradients.touchedRows(of: head.bias) == [6, 2])
  }
}

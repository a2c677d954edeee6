import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct EmbeddingTests {
  @Test(arguments: [1, 4, 11], hiddenSizes)
  func gradients(tokens: Int, size: Int) {
    var layout = ParameterLayout()
    let embedding = Embedding("words", count: 6, size: size, in: &layout)
    let ids = randomIds(tokens, below: 6, seed: 9)
    expectExactGradients(layout) { _, pass in
      let (output, trace) = embedding.forward(ids, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      embedding.backward(gradient, through: trace, in: &pass)
      return (loss, nil)
    }
  }

  @Test func looksUpRows() {
    var layout = ParameterLayout()
    let embedding = Embedding("words", count: 4, size: 3, in: &layout)
    let network = TestNetwork(random: layout)
    var pass = Pass(inferenceWith: network.weights)
    let output = embedding.forward([2, 0, 2], in: &pass).output
    let table = network.weights[embedding.table]
    #expect(output.elements == [2, 0, 2].flatMap { Array(table[row: $0]) })
  }

  @Test func touchesOnlyTheRowsLookedUp() {
    var layout = ParameterLayout()
    let embedding = Embedding("words", count: 9, size: 2, in: &layout)
    let network = TestNetwork(random: layout)
    var pass = network.trainingPass()
    let gradient = pass.matrix([1, 2, 3, 4, 5, 6], columns: 2)
    embedding.backward(gradient, through: [7, 3, 7], in: &pass)
    #expect(network.gradients.touchedRows(of: embedding.table) == [7, 3])
    #expect(Array(network.gradients[embedding.table][row: 7]) == [6, 8])
    #expect(Array(network.gradients[embedding.table][row: 3]) == [3, 4])
  }

  @Test func vectorsStartAtALengthOfAboutOne() {
    var layout = ParameterLayout()
    let embedding = Embedding("words", count: 200, size: 50, in: &layout)
    let parameters = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: 1)
    parameters.initialize(with: &random)
    let squares = parameters[embedding.table].elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / 200 - 1) < 0.03)
  }
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct LastStatePoolingTests {
  @Test func takesTheLastStateOfEachDirection() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix((1...16).map(Float.init), columns: 4)
    let rows = SegmentedRows(values: values, segments: [0..<3, 3..<4])
    let (output, trace) = LastStatePooling().forward(rows, in: &pass)
    #expect(output.elements == [9, 10, 3, 4, 13, 14, 15, 16])
    let gradient = pass.matrix([1, 2, 3, 4, 5, 6, 7, 8], columns: 4)
    let inputGradient = LastStatePooling().backward(gradient, through: trace, in: &pass)
    #expect(inputGradient.elements == [0, 0, 3, 4, 0, 0, 0, 0, 1, 2, 0, 0, 5, 6, 7, 8])
  }

  /// What it takes of a bidirectional layer's output are the states after the last step read.
  @Test func agreesWithTheLayersOwnLastStates() {
    var layout = ParameterLayout()
    let layer = BidirectionalLayer(cell: GRUCell(), inputSize: 3, hiddenSize: 5, in: &layout)
    var pass = TestNetwork(random: layout).trainingPass()
    let vectors = randomFloats(4 * 3, seed: 2)
    func states(_ steps: Range<Int>) -> MutableMatrixView {
      let input = pass.matrix(
        Array(vectors[steps.lowerBound * 3..<steps.upperBound * 3]), columns: 3)
      let packing = SequencePacking(lengths: [steps.count])
      return layer.forward(PackedSequences(values: input, packing: packing), in: &pass).output
        .values
    }
    let whole = states(0..<4)
    let pooled = LastStatePooling().forward(
      SegmentedRows(values: whole, segments: [0..<4]), in: &pass
    ).output
    #expect(Array(pooled[row: 0].prefix(5)) == Array(whole[row: 3].prefix(5)))
    #expect(Array(pooled[row: 0].suffix(5)) == Array(whole[row: 0].suffix(5)))
    // A state at the far end has seen that row alone, which tells the directions' halves apart.
    #expect(Array(whole[row: 0].prefix(5)) == Array(states(0..<1)[row: 0].prefix(5)))
    #expect(Array(whole[row: 3].suffix(5)) == Array(states(3..<4)[row: 0].suffix(5)))
  }
}

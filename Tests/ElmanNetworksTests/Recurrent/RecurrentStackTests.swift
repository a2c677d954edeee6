import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct RecurrentStackTests {
  @Test(arguments: CellKind.allCases, raggedLengths)
  func gradientsWithDropout(kind: CellKind, lengths: [Int]) {
    let packing = SequencePacking(lengths: lengths)
    for size in hiddenSizes {
      var layout = ParameterLayout()
      let stack = RecurrentStack(
        cell: kind.cell, layerCount: 2, inputSize: 3, hiddenSize: size, dropout: 0.3, in: &layout)
      expectExactGradients(layout, input: (packing.rowCount, 3), "size \(size)") { input, pass in
        let (output, trace) = stack.forward(
          PackedSequences(values: input, packing: packing), in: &pass)
        let (loss, gradient) = probe(output, in: &pass)
        return (loss, stack.backward(gradient, through: trace, in: &pass).values)
      }
    }
  }

  @Test func runsItsLayersInTurn() {
    var layout = ParameterLayout()
    let stack = RecurrentStack(
      cell: GRUCell(), layerCount: 3, inputSize: 4, hiddenSize: 5, dropout: 0, in: &layout)
    let network = TestNetwork(random: layout)
    let sequences = randomSequences([3, 1, 2], width: 4)
    let atOnce = runBatch(of: sequences, network) { [stack.forward($0, in: &$1).output.values] }
    let inTurn = runBatch(of: sequences, network) { input, pass in
      var current = input
      for layer in stack.layers { current = layer.forward(current, in: &pass).output }
      return [current.values]
    }
    #expect(atOnce == inTurn)
  }

  @Test func dropsOutInTrainingAlone() {
    var layout = ParameterLayout()
    let stack = RecurrentStack(
      cell: GRUCell(), layerCount: 2, inputSize: 4, hiddenSize: 5, dropout: 0.5, in: &layout)
    let network = TestNetwork(random: layout)
    func output(_ pass: consuming Pass) -> [Float] {
      let input = pass.matrix(randomFloats(12, seed: 1), columns: 4)
      let packing = SequencePacking(lengths: [2, 1])
      return stack.forward(PackedSequences(values: input, packing: packing), in: &pass)
        .output.values.elements
    }
    let inference = output(Pass(inferenceWith: network.weights))
    #expect(inference == output(Pass(inferenceWith: network.weights)))
    #expect(inference != output(network.trainingPass()))
  }

  @Test func namesItsLayersByNumber() {
    var layout = ParameterLayout()
    _ = layout.scope("encoder") {
      RecurrentStack(
        cell: ElmanCell(), layerCount: 2, inputSize: 2, hiddenSize: 3, dropout: 0, in: &$0)
    }
    #expect(
      layout.entries.map { "\($0.name) \($0.parameter.rows) × \($0.parameter.columns)" } == [
        "encoder.0.leftToRight.inputWeights 2 × 3", "encoder.0.leftToRight.recurrentWeights 3 × 3",
        "encoder.0.leftToRight.bias 1 × 3",
        "encoder.0.rightToLeft.inputWeights 2 × 3", "encoder.0.rightToLeft.recurrentWeights 3 × 3",
        "encoder.0.rightToLeft.bias 1 × 3",
        "encoder.1.leftToRight.inputWeights 6 × 3", "encoder.1.leftToRight.recurrentWeights 3 × 3",
        "encoder.1.leftToRight.bias 1 × 3",
        "encoder.1.rightToLeft.inputWeights 6 × 3", "encoder.1.rightToLeft.recurrentWeights 3 × 3",
        "encoder.1.rightToLeft.bias 1 × 3",
      ])
  }
}

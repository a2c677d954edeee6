import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct BidirectionalLayerTests {
  @Test(arguments: CellKind.allCases, raggedLengths)
  func gradients(kind: CellKind, lengths: [Int]) {
    let packing = SequencePacking(lengths: lengths)
    for size in hiddenSizes {
      var layout = ParameterLayout()
      let layer = BidirectionalLayer(
        cell: kind.cell, inputSize: 7, hiddenSize: size, in: &layout)
      expectExactGradients(layout, input: (packing.rowCount, 7), "size \(size)") { input, pass in
        let (output, trace) = layer.forward(
          PackedSequences(values: input, packing: packing), in: &pass)
        let (loss, gradient) = probe(output, in: &pass)
        return (loss, layer.backward(gradient, through: trace, in: &pass).values)
      }
    }
  }

  @Test(arguments: CellKind.allCases)
  func standsTwoDirectionsSideBySide(kind: CellKind) {
    var layout = ParameterLayout()
    let layer = BidirectionalLayer(cell: kind.cell, inputSize: 4, hiddenSize: 5, in: &layout)
    let network = TestNetwork(random: layout)
    let sequences = randomSequences([2, 4, 4], width: 4)
    let both = runBatch(of: sequences, network) { [layer.forward($0, in: &$1).output.values] }
    let each = runBatch(of: sequences, network) {
      [
        layer.leftToRight.forward($0, in: &$1).output.values,
        layer.rightToLeft.forward($0, in: &$1).output.values,
      ]
    }
    #expect(both == each)
  }
}

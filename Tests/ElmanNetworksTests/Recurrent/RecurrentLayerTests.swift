import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct RecurrentLayerTests {
  static let directions = [Direction.leftToRight, .rightToLeft]

  /// A size of 7 is the input's, which is then a highway as it is, where the cell has one.
  @Test(arguments: CellKind.allCases, directions)
  func gradients(kind: CellKind, direction: Direction) {
    for size in [7] + hiddenSizes {
      var layout = ParameterLayout()
      let layer = RecurrentLayer(
        cell: kind.cell, direction: direction, inputSize: 7, hiddenSize: size, in: &layout)
      for lengths in raggedLengths {
        let packing = SequencePacking(lengths: lengths)
        expectExactGradients(
          layout, input: (packing.rowCount, 7), "size \(size), lengths \(lengths)"
        ) { input, pass in
          let (output, trace) = layer.forward(
            PackedSequences(values: input, packing: packing), in: &pass)
          let (loss, gradient) = probe(output, in: &pass)
          return (loss, layer.backward(gradient, through: trace, in: &pass).values)
        }
      }
    }
  }

  @Test(arguments: CellKind.allCases, directions)
  func gradientsWithDropout(kind: CellKind, direction: Direction) {
    var layout = ParameterLayout()
    let layer = RecurrentLayer(
      cell: kind.cell, direction: direction, inputSize: 7, hiddenSize: 19, dropout: 0.4,
      in: &layout)
    for lengths in raggedLengths {
      let packing = SequencePacking(lengths: lengths)
      expectExactGradients(layout, input: (packing.rowCount, 7), "lengths \(lengths)") {
        input, pass in
        let (output, trace) = layer.forward(
          PackedSequences(values: input, packing: packing), in: &pass)
        let (loss, gradient) = probe(output, in: &pass)
        return (loss, layer.backward(gradient, through: trace, in: &pass).values)
      }
    }
  }

  /// Cells that no configuration names, and two of plain Swift. ReLU's corners are none of finite
  /// differences; PyTorch's numbers are its oracle.
  @Test(arguments: directions)
  func gradientsOfOtherCells(direction: Direction) {
    let cells: [any RecurrentCell] = [
      ElmanCell(activation: .identity), MinimalGatedUnit(), OddCell(),
    ]
    for (cell, size) in cells.flatMap({ cell in ([7] + hiddenSizes).map { (cell, $0) } }) {
      var layout = ParameterLayout()
      let layer = RecurrentLayer(
        cell: cell, direction: direction, inputSize: 7, hiddenSize: size, in: &layout)
      for lengths in raggedLengths {
        let packing = SequencePacking(lengths: lengths)
        expectExactGradients(
          layout, input: (packing.rowCount, 7), "\(cell), size \(size), lengths \(lengths)"
        ) { input, pass in
          let (output, trace) = layer.forward(
            PackedSequences(values: input, packing: packing), in: &pass)
          let (loss, gradient) = probe(output, in: &pass)
          return (loss, layer.backward(gradient, through: trace, in: &pass).values)
        }
      }
    }
  }

  @Test func initializersMayBeGiven() {
    var layout = ParameterLayout()
    _ = RecurrentLayer(
      cell: GRUCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 3,
      inputInitializer: .normal(deviation: 1), recurrentInitializer: .identity, in: &layout)
    #expect(
      layout.entries.map(\.initializer) == [.normal(deviation: 1), .identity, .zeros, .zeros])
  }

  /// The same weights, each sequence reversed: the same bits, hidden states and input gradients.
  @Test(arguments: CellKind.allCases, [7] + hiddenSizes)
  func rightToLeftIsLeftToRightOnTheReversedInput(kind: CellKind, size: Int) {
    func run(_ direction: Direction, on sequences: [[[Float]]]) -> [[[Float]]] {
      var layout = ParameterLayout()
      let layer = RecurrentLayer(
        cell: kind.cell, direction: direction, inputSize: 7, hiddenSize: size, in: &layout)
      let network = TestNetwork(random: layout)
      return runBatch(of: sequences, network) { input, pass in
        let (output, trace) = layer.forward(input, in: &pass)
        let gradient = pass.workspace.matrix(rows: output.values.rows, columns: size)
        gradient.copy(from: output.values)
        return [
          output.values,
          layer.backward(
            PackedSequences(values: gradient, packing: input.packing), through: trace, in: &pass
          ).values,
        ]
      }
    }
    for lengths in raggedLengths {
      let sequences = randomSequences(lengths, width: 7)
      let backwards = run(.leftToRight, on: sequences.map { $0.reversed() })
      #expect(run(.rightToLeft, on: sequences) == backwards.map { $0.reversed() })
    }
  }

  @Test func projectsTheHighwayOfAnotherSize() {
    for (inputSize, columns) in [(2, 12), (3, 9)] {
      var layout = ParameterLayout()
      _ = RecurrentLayer(
        cell: SRUCell(), direction: .leftToRight, inputSize: inputSize, hiddenSize: 3, in: &layout)
      #expect(
        layout.entries.map { "\($0.name) \($0.parameter.rows) × \($0.parameter.columns)" } == [
          "leftToRight.inputWeights \(inputSize) × \(columns)", "leftToRight.peepholes 1 × 6",
          "leftToRight.bias 1 × 6",
        ])
    }
  }

  @Test func namesItsParameters() {
    var layout = ParameterLayout()
    _ = RecurrentLayer(
      cell: GRUCell(), direction: .rightToLeft, inputSize: 2, hiddenSize: 3, in: &layout)
    #expect(
      layout.entries.map { "\($0.name) \($0.parameter.rows) × \($0.parameter.columns)" } == [
        "rightToLeft.inputWeights 2 × 9", "rightToLeft.recurrentWeights 3 × 9",
        "rightToLeft.bias 1 × 9", "rightToLeft.recurrentBias 1 × 3",
      ])
  }

  @Test func hasWhatTheBlocksOfACellSee() {
    var layout = ParameterLayout()
    _ = RecurrentLayer(
      cell: OddCell(), direction: .leftToRight, inputSize: 3, hiddenSize: 3, in: &layout)
    #expect(
      layout.entries.map { "\($0.name) \($0.parameter.rows) × \($0.parameter.columns)" } == [
        "leftToRight.inputWeights 3 × 6", "leftToRight.recurrentWeights 3 × 3",
        "leftToRight.peepholes 1 × 3", "leftToRight.bias 1 × 3",
      ])
    #expect(
      layout.entries.map(\.initializer) == [
        .glorotUniform(blocks: 2), .orthogonal(blocks: 1), .zeros, .constants([0.5]),
      ])
  }
}

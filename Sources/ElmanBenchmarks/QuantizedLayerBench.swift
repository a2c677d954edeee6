import ElmanTensors

/// The products of a bidirectional LSTM layer in bytes, with the quantisation of inputs and states:
/// all of a layer's forward pass but its gates.
final class QuantizedLayerBench {
  /// What is measured, for captions.
  static let name = "the layer's products alone"

  /// The operations of the products, in thousand millions.
  let work: Double

  private let batch: Int
  private let steps: Int
  private let weights: [(input: QuantizedMatrix, recurrent: QuantizedMatrix)]
  private let input, state, gates: MatrixView
  private var memory: Workspace
  private var workspace = Workspace()

  init(hiddenSize: Int, batch: Int, steps: Int) {
    var memory = Workspace()
    var random = Random(seed: 1)
    weights = (0..<2).map { _ in
      (
        QuantizedMatrix(
          quantizing: memory.randomMatrix(rows: hiddenSize, columns: 4 * hiddenSize, &random)),
        QuantizedMatrix(
          quantizing: memory.randomMatrix(rows: hiddenSize, columns: 4 * hiddenSize, &random))
      )
    }
    input = memory.randomMatrix(rows: batch * steps, columns: hiddenSize, &random)
    state = memory.randomMatrix(rows: batch, columns: hiddenSize, &random)
    gates = memory.matrix(rows: batch * steps, columns: 4 * hiddenSize)
    self.memory = memory
    self.batch = batch
    self.steps = steps
    work = 2 * Double(batch * steps * 16 * hiddenSize * hiddenSize) / 1e9
  }

  /// The products of both directions.
  func forward() {
    for (inputWeights, recurrentWeights) in weights {
      workspace.reset()
      gates.setQuantizedProduct(input, inputWeights, in: &workspace)
      let bytes = workspace.quantizedRows(rows: batch, columns: state.columns)
      for step in 0..<steps {
        gates.rows(step * batch..<(step + 1) * batch).setQuantizedProduct(
          bytes.quantize(state, scale: QuantizedRows.unitScale), recurrentWeights, start: .result)
      }
    }
  }
}

import ElmanNetworks
import ElmanTensors

/// A bidirectional layer, forward and backward.
struct RecurrentCase: BenchmarkCase {
  static let name = "recurrent"
  static let summary = "bidirectional layer, 25 steps, 200 inputs, 200 units a direction"

  private let stopwatch: Stopwatch

  init(_ options: BenchmarkOptions) { stopwatch = options.stopwatch }

  func run() -> [Row] {
    CellKind.allCases.flatMap { kind in
      [1, 8, 32, 64].map { batch in row(kind, batch: batch) }
    }
  }

  private func row(_ kind: CellKind, batch: Int) -> Row {
    var layout = ParameterLayout()
    let layer = BidirectionalLayer(cell: kind.cell, inputSize: 200, hiddenSize: 200, in: &layout)
    let parameters = ParameterBuffer(zerosFor: layout)
    var random = Random(seed: 1)
    parameters.initialize(with: &random)
    let weights = PackedWeights(parameters, forTraining: true)
    let packing = SequencePacking(lengths: Array(repeating: 25, count: batch))
    var memory = Workspace()
    let input = memory.randomMatrix(rows: packing.rowCount, columns: 200, &random)
    let gradient = memory.randomMatrix(rows: packing.rowCount, columns: 400, &random)
    let sequences = PackedSequences(values: input, packing: packing)
    let outputGradient = PackedSequences(values: gradient, packing: packing)

    var inference = Pass(inferenceWith: weights)
    let forward = stopwatch.median {
      inference.begin()
      _ = layer.forward(sequences, in: &inference)
    }
    var training = Pass(trainingWith: weights, gradients: Gradients(zerosFor: layout))
    let both = stopwatch.median {
      training.begin()
      let (_, trace) = layer.forward(sequences, in: &training)
      _ = layer.backward(outputGradient, through: trace, in: &training)
    }
    let weightCount = [layer.leftToRight, layer.rightToLeft].reduce(0) {
      $0 + $1.inputWeights.range.count + ($1.recurrentWeights?.range.count ?? 0)
    }
    let work = 2 * Double(packing.rowCount * weightCount) / 1e9
    return Row().with("cell", kind.rawValue).with("batch", Double(batch), digits: 0)
      .with("forward ms", forward * 1e3, digits: 3)
      .with("forward GFLOP/s", work / forward)
      .with("forward + backward ms", both * 1e3, digits: 3)
      .with("both GFLOP/s", 3 * work / both)
  }
}

import ElmanNetworks
import ElmanSystem
import ElmanTensors

/// One bidirectional layer with input of random numbers, ready to be timed.
final class BidirectionalBench {
  /// The rows of the input: sequences times steps.
  let rowCount: Int
  /// The floating-point operations of the products of a forward pass; backward takes twice as many.
  let work: Double

  private let layer: BidirectionalLayer
  private let input: PackedSequences
  private let outputGradient: PackedSequences
  private var memory: Workspace
  private var inference: Pass
  private var training: Pass
  private var quantized: Pass

  /// A layer with as many inputs as units a direction, over sequences of one length.
  init(_ kind: CellKind = .lstm, hiddenSize: Int = 200, batch: Int = 32, steps: Int = 25)
    throws
  {
    var layout = ParameterLayout()
    layer = BidirectionalLayer(
      cell: kind.cell, inputSize: hiddenSize, hiddenSize: hiddenSize, in: &layout)
    let parameters = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: 1)
    // Orthogonal matrices take long to find, and these weights need not be good.
    for entry in layout.entries {
      let view = parameters[entry.parameter]
      for row in 0..<view.rows {
        for column in 0..<view.columns {
          view[row, column] = Float(random.uniform() - 0.5) * 2 / Float(view.rows).squareRoot()
        }
      }
    }
    let weights = PackedWeights(parameters, forTraining: true)
    let packing = SequencePacking(lengths: Array(repeating: steps, count: batch))
    var memory = Workspace()
    input = PackedSequences(
      values: memory.randomMatrix(rows: packing.rowCount, columns: hiddenSize, &random),
      packing: packing)
    outputGradient = PackedSequences(
      values: memory.randomMatrix(rows: packing.rowCount, columns: 2 * hiddenSize, &random),
      packing: packing)
    self.memory = memory
    inference = Pass(inferenceWith: weights)
    training = Pass(trainingWith: weights, gradients: Gradients(zerosFor: layout))
    var file = SafetensorsWriter()
    file.add(quantizing: parameters.readOnly)
    let bytes = try SafetensorsFile(MappedFile(copying: try file.serialized(), name: "layer"))
    quantized = Pass(inferenceWith: try QuantizedWeights(bytes, layout: layout))
    rowCount = packing.rowCount
    let weightCount = [layer.leftToRight, layer.rightToLeft].reduce(0) {
      $0 + $1.inputWeights.range.count + ($1.recurrentWeights?.range.count ?? 0)
    }
    work = 2 * Double(rowCount * weightCount) / 1e9
  }

  /// The hidden states, as at inference.
  func forward() {
    inference.begin()
    _ = layer.forward(input, in: &inference)
  }

  /// The same with weights in bytes.
  func quantizedForward() {
    quantized.begin()
    _ = layer.forward(input, in: &quantized)
  }

  /// The hidden states and the gradients of input and weights, as in training.
  func forwardAndBackward() {
    training.begin()
    let (_, trace) = layer.forward(input, in: &training)
    _ = layer.backward(outputGradient, through: trace, in: &training)
  }
}

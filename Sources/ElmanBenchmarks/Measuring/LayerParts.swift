import CElmanKernels
import ElmanNetworks
import ElmanTensors

/// The parts of a bidirectional LSTM layer's work on a batch, each for itself, with numbers that are
/// of no meaning. What is left out is what joins the parts.
final class LayerParts {
  private let layer: BidirectionalLayer
  private let weights: any Weights
  /// The same for backward, in training.
  private let trainingWeights: PackedWeights?
  private var memory = Workspace()
  private var workspace = Workspace()
  private let input: MutableMatrixView
  private let inputGradient: MutableMatrixView
  private let output: MutableMatrixView
  private let original: MutableMatrixView
  private let directions: [DirectionParts]

  /// The memory of one direction, for the largest batch.
  private struct DirectionParts {
    let layer: RecurrentLayer
    let columns: Range<Int>
    let gates, cell, cellTanh, carried, cellGradient: MutableMatrixView
    let inputWeightGradient, recurrentWeightGradient, biasGradient: MutableMatrixView
  }

  /// - Parameters:
  ///   - layer: an LSTM layer.
  ///   - rows: the most tokens of a batch.
  ///   - sequences: the most sequences of a batch.
  init(_ layer: BidirectionalLayer, weights: any Weights, rows: Int, sequences: Int) {
    self.layer = layer
    self.weights = weights
    trainingWeights = weights as? PackedWeights
    var memory = Workspace()
    var random = Random(seed: 1)
    let inputSize = layer.leftToRight.inputWeights.rows
    input = memory.randomMatrix(rows: rows, columns: inputSize, &random)
    inputGradient = memory.zeros(rows: rows, columns: inputSize)
    output = memory.randomMatrix(rows: rows, columns: layer.outputSize, &random)
    original = memory.randomMatrix(
      rows: rows, columns: layer.leftToRight.inputWeights.columns, &random)
    var first = 0
    directions = [layer.leftToRight, layer.rightToLeft].map { layer in
      let (size, gates) = (layer.hiddenSize, layer.inputWeights.columns)
      defer { first += size }
      return DirectionParts(
        layer: layer, columns: first..<first + size,
        gates: memory.zeros(rows: rows, columns: gates),
        cell: memory.randomMatrix(rows: rows, columns: size, &random),
        cellTanh: memory.randomMatrix(rows: rows, columns: size, &random),
        carried: memory.randomMatrix(rows: sequences, columns: size, &random),
        cellGradient: memory.randomMatrix(rows: sequences, columns: size, &random),
        inputWeightGradient: memory.zeros(rows: inputSize, columns: gates),
        recurrentWeightGradient: memory.zeros(rows: size, columns: gates),
        biasGradient: memory.zeros(rows: 1, columns: gates))
    }
    self.memory = memory
  }

  /// The floating-point operations of the product with the input weights, both directions.
  func inputWork(_ packing: SequencePacking) -> Double {
    directions.reduce(0) {
      $0 + 2 * Double(packing.rowCount * $1.layer.inputWeights.range.count)
    }
  }

  /// The same of the products with the recurrent weights, which the first step does without.
  func recurrentWork(_ packing: SequencePacking) -> Double {
    directions.reduce(0) {
      let rows = packing.rowCount - packing.sequenceCount
      return $0 + 2 * Double(rows * ($1.layer.recurrentWeights?.range.count ?? 0))
    }
  }

  /// Fills the gates anew, without which they would go to zero, where arithmetic is slow.
  func restoreGates(_ packing: SequencePacking) {
    let rows = 0..<packing.rowCount
    for part in directions { part.gates.rows(rows).copy(from: original.rows(rows)) }
  }

  /// W x + b for all tokens.
  func projectInputs(_ packing: SequencePacking) {
    let rows = 0..<packing.rowCount
    for part in directions {
      workspace.reset()
      part.gates.rows(rows).setProduct(
        input.rows(rows), weights.factor(part.layer.inputWeights),
        start: .row(weights[part.layer.bias]), in: &workspace)
    }
  }

  /// W h of the step before, step by step.
  func multiplyStates(_ packing: SequencePacking) {
    forEachStep(packing) { part, size, current, previous in
      guard let recurrent = part.layer.recurrentWeights, let previous else { return }
      let gates = part.gates.rows(current.lowerBound..<current.lowerBound + previous.count)
      let hidden = output.columns(part.columns).rows(previous)
      switch weights.factor(recurrent) {
      case .single(let weights): gates.setProduct(hidden, weights, start: .result)
      case .quantized(let weights):
        workspace.reset()
        let bytes = workspace.quantize(hidden, scale: QuantizedRows.unitScale)
        gates.setQuantizedProduct(bytes, weights, start: .result)
      }
    }
  }

  /// The gates' activations, c and h, step by step.
  func activate(_ packing: SequencePacking) {
    forEachStep(packing) { part, size, rows, previous in
      let hidden = output.columns(part.columns).rows(rows)
      elman_lstm_step(
        rows.count, previous?.count ?? 0, size, part.gates.rows(rows).base,
        previous.map { UnsafePointer(part.cell.rows($0).base) }, part.cell.rows(rows).base,
        part.cellTanh.rows(rows).base, hidden.base, hidden.stride)
    }
  }

  /// The gradients of the gates, step by step.
  func activateBackward(_ packing: SequencePacking) {
    forEachStep(packing) { part, size, rows, previous in
      let gradient = output.columns(part.columns).rows(rows)
      elman_lstm_step_backward(
        rows.count, previous?.count ?? 0, size, part.gates.rows(rows).base,
        previous.map { UnsafePointer(part.cell.rows($0).base) }, part.cellTanh.rows(rows).base,
        gradient.base, gradient.stride, part.carried.base, part.cellGradient.base)
    }
  }

  /// The gradients of the states, step by step.
  func multiplyGates(_ packing: SequencePacking) {
    forEachStep(packing) { part, _, current, previous in
      guard let recurrent = part.layer.recurrentWeights, let previous, let trainingWeights else {
        return
      }
      part.carried.rows(0..<previous.count).setProduct(
        part.gates.rows(current.lowerBound..<current.lowerBound + previous.count),
        trainingWeights.packedTranspose(recurrent))
    }
  }

  /// The gradient of the input.
  func multiplyInputGradient(_ packing: SequencePacking) {
    guard let trainingWeights else { return }
    let rows = 0..<packing.rowCount
    for (index, part) in directions.enumerated() {
      inputGradient.rows(rows).setProduct(
        part.gates.rows(rows), trainingWeights.packedTranspose(part.layer.inputWeights),
        start: index == 0 ? .zero : .result)
    }
  }

  /// The gradients of the weights and of the bias.
  func multiplyWeightGradients(_ packing: SequencePacking, in pass: inout Pass) {
    let rows = 0..<packing.rowCount
    for part in directions {
      let gates = pass.workspace.pack(part.gates.rows(rows))
      part.inputWeightGradient.setProduct(
        input.rows(rows), gates, leftTransposed: true, start: .result)
      part.recurrentWeightGradient.setProduct(
        output.columns(part.columns).rows(rows), gates, leftTransposed: true, start: .result)
      part.biasGradient.addColumnSums(of: part.gates.rows(rows))
    }
  }

  /// Visits the steps in the order of reading with the rows of a step, and those of the step before
  /// whose sequences go on.
  private func forEachStep(
    _ packing: SequencePacking,
    _ body: (_ part: DirectionParts, _ size: Int, _ rows: Range<Int>, _ previous: Range<Int>?) ->
      Void
  ) {
    for part in directions {
      let isForward = part.layer.direction == .leftToRight
      for index in 0..<packing.stepCount {
        let step = isForward ? index : packing.stepCount - 1 - index
        let before = isForward ? step - 1 : step + 1
        var previous: Range<Int>?
        if index > 0 {
          let count = min(packing.activeCounts[step], packing.activeCounts[before])
          previous = packing.offsets[before]..<packing.offsets[before] + count
        }
        body(part, part.layer.hiddenSize, packing.rows(ofStep: step), previous)
      }
    }
  }
}

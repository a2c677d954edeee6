import ElmanTensors

/// The product of the previous hidden states with W_hh, once a step.
struct RecurrentProduct {
  private let weights: ProductFactor
  /// Room for the hidden states in bytes, for weights in bytes.
  private let bytes: QuantizedRows?

  /// A product for at most so many sequences.
  init(_ parameter: Parameter, sequenceCount: Int, in pass: inout Pass) {
    weights = pass.weights.factor(parameter)
    bytes =
      if case .quantized = weights {
        pass.workspace.quantizedRows(rows: sequenceCount, columns: parameter.rows)
      } else { nil }
  }

  /// Sets `result`, `[sequences, columns]`, to `start` + `hidden` · W_hh.
  func set(_ result: MutableMatrixView, _ hidden: MutableMatrixView, start: ProductStart = .zero) {
    switch weights {
    case .single(let weights): result.setProduct(hidden, weights, start: start)
    case .quantized(let weights):
      // Hidden states lie in -1 … 1 in every such cell that a model file can name.
      if let bytes = bytes?.quantize(hidden, scale: QuantizedRows.unitScale) {
        result.setQuantizedProduct(bytes, weights, start: start)
      }
    }
  }
}

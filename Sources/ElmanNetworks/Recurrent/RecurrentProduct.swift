import ElmanTensors

/// The product of the previous hidden states with W_hh, once a step.
struct RecurrentProduct {
  private let weights: ProductFactor
  /// Room for the hidden states in bytes, for weights in bytes.
  private let bytes: QuantizedRows?

  /// The scale of hidden states in bytes; nil if each row gets its own.
  private let scale: Float?

  /// A product for at most so many sequences, whose hidden states lie in -1 … 1 if they are bounded.
  init(
    _ parameter: Parameter, sequenceCount: Int, hiddenIsBounded: Bool, in pass: inout Pass
  ) {
    scale = hiddenIsBounded ? QuantizedRows.unitScale : nil
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
      if let bytes = bytes?.quantize(hidden, scale: scale) {
        result.setQuantizedProduct(bytes, weights, start: start)
      }
    }
  }
}

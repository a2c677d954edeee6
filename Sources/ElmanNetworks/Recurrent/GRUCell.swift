import CElmanKernels
import ElmanTensors

/// The gated recurrent unit in its reset-after variant, gates in the order r z n:
/// n_t = tanh(W_xn x_t + b_xn + σ(r) (W_hn h_{t-1} + b_hn)), h_t = (1 - σ(z)) n_t + σ(z) h_{t-1}.
///
/// Reference: Cho and others, 2014, Learning Phrase Representations using RNN Encoder-Decoder, in
/// the variant that resets after the product, as cuDNN and PyTorch have it.
package struct GRUCell: RecurrentCell {
  /// r z n, all orthogonal. The reset gate scales the recurrent product of n alone, which has a bias
  /// of its own.
  package var structure: CellStructure {
    CellStructure(
      blocks: [
        .init("r", .gate, sees: .hidden, bias: 0), .init("z", .keepingGate, sees: .hidden, bias: 0),
        .init("n", .content, sees: .hidden, bias: 0, recurrentBias: 0),
      ], recurrentProduct: .apart, passesHiddenOn: true, hiddenIsBounded: true)
  }

  /// The cell; it has no settings.
  package init() {}

  /// Computes h.
  package func step(_ buffers: StepBuffers) {
    guard let recurrent = buffers.recurrent, let bias = buffers.recurrentBias else {
      preconditionFailure("a GRU step without a recurrent product")
    }
    elman_gru_step(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      recurrent.base, bias.base, buffers.previousHidden?.base, buffers.previousHidden?.stride ?? 0,
      buffers.hidden.base, buffers.hidden.stride)
  }

  /// Computes the gates' gradients and leaves in `carriedGradient` what reaches the previous h
  /// directly.
  package func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient,
      let recurrent = buffers.recurrent
    else { preconditionFailure("backward without gradients") }
    elman_gru_step_backward(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      recurrent.base, buffers.previousHidden?.base, buffers.previousHidden?.stride ?? 0,
      output.base, output.stride, carried.base)
  }
}

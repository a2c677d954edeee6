import CElmanKernels

/// The long short-term memory with a forget gate, gates in the order i f g o:
/// c_t = σ(f) c_{t-1} + σ(i) tanh(g), h_t = σ(o) tanh(c_t).
///
/// References: Hochreiter and Schmidhuber, 1997, Long Short-Term Memory; Gers, Schmidhuber and
/// Cummins, 2000, Learning to Forget (the forget gate and its bias of 1).
package struct LSTMCell: RecurrentCell {
  /// i f g o, all orthogonal; f starts open.
  package var structure: CellStructure {
    CellStructure(
      blocks: [
        .init("i", .gate, sees: .hidden, bias: 0), .init("f", .keepingGate, sees: .hidden, bias: 1),
        .init("g", .content, sees: .hidden, bias: 0),
        .init("o", .outputGate, sees: .hidden, bias: 0),
      ], states: [.cell, .cellTanh], hiddenIsBounded: true)
  }

  /// The cell; it has no settings.
  package init() {}

  /// Computes c and h.
  package func step(_ buffers: StepBuffers) {
    guard let cell = buffers.cell, let cellTanh = buffers.cellTanh else {
      preconditionFailure("an LSTM step without a cell state")
    }
    elman_lstm_step(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      buffers.previousCell?.base, cell.base, cellTanh.base, buffers.hidden.base,
      buffers.hidden.stride)
  }

  /// Computes the gates' gradients and passes c's gradient on to the previous c.
  package func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient,
      let cellTanh = buffers.cellTanh, let cellGradient = buffers.cellGradient
    else { preconditionFailure("backward without gradients") }
    elman_lstm_step_backward(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      buffers.previousCell?.base, cellTanh.base, output.base, output.stride, carried.base,
      cellGradient.base)
  }
}

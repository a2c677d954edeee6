import CElmanKernels
import ElmanTensors

/// The Elman cell: h_t = φ(W_xh x_t + W_hh h_{t-1} + b_h), where φ is tanh. Its output
/// y_t = W_hy h_t + b_y is a `Linear` layer's work. W_hh starts as the identity: each unit first
/// remembers, then learns what to forget.
///
/// With ReLU in place of tanh it is the IRNN.
///
/// References: Elman, 1990, Finding Structure in Time; Le, Jaitly and Hinton, 2015, A Simple Way to
/// Initialize Recurrent Networks of Rectified Linear Units (the IRNN).
package struct ElmanCell: RecurrentCell {
  /// What φ is.
  package enum Activation: String, Sendable, CaseIterable {
    /// The hyperbolic tangent.
    case tanh
    /// The rectified linear unit max(0, a), whose derivative is 1 or 0.
    case relu
    /// a as it is: the linear network, which shows W_hh's part alone.
    case identity
  }

  /// φ.
  package let activation: Activation
  /// One block, the new hidden state, which only tanh keeps within -1 … 1.
  package var structure: CellStructure {
    CellStructure(
      blocks: [.init("h", .content, sees: .hidden, bias: 0)],
      hiddenIsBounded: activation == .tanh, recurrentInitializer: .identity)
  }

  /// The cell.
  package init(activation: Activation = .tanh) { self.activation = activation }

  /// h = φ(gates).
  package func step(_ buffers: StepBuffers) {
    let (gates, hidden) = (buffers.gates, buffers.hidden)
    switch activation {
    case .tanh:
      elman_tanh_step(gates.rows, hidden.columns, gates.base, hidden.base, hidden.stride)
    case .relu:
      elman_relu_step(gates.rows, hidden.columns, gates.base, hidden.base, hidden.stride)
    case .identity:
      hidden.copy(from: gates)
    }
  }

  /// The gradient before φ: dh φ'. Of tanh φ' is 1 - h², of ReLU 1 where h > 0 and else 0.
  package func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient else {
      preconditionFailure("backward without gradients")
    }
    let (gates, hidden) = (buffers.gates, buffers.hidden)
    switch activation {
    case .tanh:
      elman_tanh_step_backward(
        gates.rows, hidden.columns, gates.base, hidden.base, hidden.stride, output.base,
        output.stride, carried.base)
    case .relu:
      elman_relu_step_backward(
        gates.rows, hidden.columns, gates.base, hidden.base, hidden.stride, output.base,
        output.stride, carried.base)
    case .identity:
      gates.copy(from: output)
      gates.add(carried)
    }
  }
}

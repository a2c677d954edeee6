import CElmanKernels
import ElmanTensors

/// The long short-term memory with a forget gate, gates in the order i f g o:
/// c_t = σ(f) c_{t-1} + σ(i) tanh(g), h_t = σ(o) tanh(c_t).
///
/// References: Hochreiter and Schmidhuber, 1997, Long Short-Term Memory; Gers, Schmidhuber and
/// Cummins, 2000, Learning to Forget (the forget gate and its bias of 1).
public struct LSTMCell: RecurrentCell {
  /// i f g o.
  public let gateCount = 4
  /// Yes: c.
  public let hasCellState = true
  /// No: both products are added.
  public let keepsRecurrentProduct = false
  /// One for the forget gate, zero for the others.
  public let initialBias = Initializer.constants([0, 1, 0, 0])
  /// Orthogonal for each gate.
  public let recurrentInitializer = Initializer.orthogonal(blocks: 4)

  /// The cell; it has no settings.
  public init() {}

  /// Computes c and h.
  public func step(_ buffers: StepBuffers) {
    guard let cell = buffers.cell, let cellTanh = buffers.cellTanh else {
      preconditionFailure("an LSTM step without a cell state")
    }
    elman_lstm_step(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      buffers.previousCell?.base, cell.base, cellTanh.base, buffers.hidden.base,
      buffers.hidden.stride)
  }

  /// Computes the gates' gradients and passes c's gradient on to the previous c.
  public func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient,
      let cellTanh = buffers.cellTanh, let cellGradient = buffers.cellGradient
    else { preconditionFailure("backward without gradients") }
    elman_lstm_step_backward(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      buffers.previousCell?.base, cellTanh.base, output.base, output.stride, carried.base,
      cellGradient.base)
  }
}

/// The gated recurrent unit in its reset-after variant, gates in the order r z n:
/// n_t = tanh(W_xn x_t + b_xn + σ(r) (W_hn h_{t-1} + b_hn)), h_t = (1 - σ(z)) n_t + σ(z) h_{t-1}.
///
/// Reference: Cho and others, 2014, Learning Phrase Representations using RNN Encoder-Decoder, in
/// the variant that resets after the product, as cuDNN and PyTorch have it.
public struct GRUCell: RecurrentCell {
  /// r z n.
  public let gateCount = 3
  /// No: h is all there is.
  public let hasCellState = false
  /// Yes: the reset gate scales the recurrent product of n alone.
  public let keepsRecurrentProduct = true
  /// Zero.
  public let initialBias = Initializer.zeros
  /// Orthogonal for each gate.
  public let recurrentInitializer = Initializer.orthogonal(blocks: 3)

  /// The cell; it has no settings.
  public init() {}

  /// Computes h.
  public func step(_ buffers: StepBuffers) {
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
  public func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient,
      let recurrent = buffers.recurrent
    else { preconditionFailure("backward without gradients") }
    elman_gru_step_backward(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      recurrent.base, buffers.previousHidden?.base, buffers.previousHidden?.stride ?? 0,
      output.base, output.stride, carried.base)
  }
}

/// The simple recurrent unit, gates in the order f r x y: x̃_t = W_x x_t,
/// f_t = σ(W_f x_t + v_f c_{t-1} + b_f), r_t = σ(W_r x_t + v_r c_{t-1} + b_r),
/// c_t = f_t c_{t-1} + (1 - f_t) x̃_t, h_t = r_t c_t + (1 - r_t) α y_t. The highway y_t is x_t where
/// input and layer have one size, else W_y x_t. No product waits for the step before.
///
/// Reference: Lei, Zhang, Wang, Dai and Artzi, 2018, Simple Recurrent Units for Highly
/// Parallelizable Recurrence.
public struct SRUCell: RecurrentCell {
  /// f r x y.
  public let gateCount = 4
  /// Yes: c.
  public let hasCellState = true
  /// No: there is no product.
  public let keepsRecurrentProduct = false
  /// f and r.
  public let biasedGateCount = 2
  /// f and r.
  public let peepholeCount = 2
  /// Yes: y.
  public let hasHighway = true
  /// Zero.
  public let initialBias = Initializer.zeros
  /// Uniform with a variance of 1/2, as the authors' own code has it.
  public let recurrentInitializer = Initializer.uniform(bound: Float(1.5).squareRoot())

  /// α = √(1 + 2 exp(b_r)) for the first b_r, which is zero: h then starts with the input's
  /// variance.
  private let highwayScale = Float(3).squareRoot()

  /// The cell; it has no settings.
  public init() {}

  /// Computes c and h.
  public func step(_ buffers: StepBuffers) {
    guard let cell = buffers.cell, let peepholes = buffers.peepholes else {
      preconditionFailure("an SRU step without a cell state or peepholes")
    }
    elman_sru_step(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      peepholes.base, highwayScale, buffers.previousCell?.base, cell.base, buffers.hidden.base,
      buffers.hidden.stride)
  }

  /// Computes the gates' gradients, adds the peepholes' and passes c's on to the previous c.
  public func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let cell = buffers.cell,
      let cellGradient = buffers.cellGradient, let peepholes = buffers.peepholes,
      let peepholeGradient = buffers.peepholeGradient
    else { preconditionFailure("backward without gradients") }
    elman_sru_step_backward(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      peepholes.base, highwayScale, buffers.previousCell?.base, cell.base, output.base,
      output.stride, cellGradient.base, peepholeGradient.base)
  }
}

import CElmanKernels
import ElmanTensors

/// The simple recurrent unit, gates in the order f r x y: x̃_t = W_x x_t,
/// f_t = σ(W_f x_t + v_f c_{t-1} + b_f), r_t = σ(W_r x_t + v_r c_{t-1} + b_r),
/// c_t = f_t c_{t-1} + (1 - f_t) x̃_t, h_t = r_t c_t + (1 - r_t) α y_t. The highway y_t is x_t where
/// input and layer have one size, else W_y x_t. No product waits for the step before.
///
/// Reference: Lei, Zhang, Wang, Dai and Artzi, 2018, Simple Recurrent Units for Highly
/// Parallelizable Recurrence.
package struct SRUCell: RecurrentCell {
  /// f r x y. The peepholes start uniformly with a variance of 1/2, as in the authors' own code. The
  /// highway lets through any h.
  package var structure: CellStructure {
    CellStructure(
      blocks: [
        .init("f", .keepingGate, sees: .peephole, bias: 0),
        .init("r", .outputGate, sees: .peephole, bias: 0), .init("x", .content),
        .init("y", .highway),
      ], states: [.cell], peepholeInitializer: .uniform(bound: Float(1.5).squareRoot()))
  }

  /// α = √(1 + 2 exp(b_r)) for the first b_r, which is zero: h then starts with the input's
  /// variance.
  private let highwayScale = Float(3).squareRoot()

  /// The cell; it has no settings.
  package init() {}

  /// Computes c and h.
  package func step(_ buffers: StepBuffers) {
    guard let cell = buffers.cell, let peepholes = buffers.peepholes else {
      preconditionFailure("an SRU step without a cell state or peepholes")
    }
    elman_sru_step(
      buffers.gates.rows, buffers.continuing, buffers.hidden.columns, buffers.gates.base,
      peepholes.base, highwayScale, buffers.previousCell?.base, cell.base, buffers.hidden.base,
      buffers.hidden.stride)
  }

  /// Computes the gates' gradients, adds the peepholes' and passes c's on to the previous c.
  package func stepBackward(_ buffers: StepBuffers) {
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

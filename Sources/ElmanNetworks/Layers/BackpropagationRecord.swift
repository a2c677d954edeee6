import ElmanTensors

/// What backpropagation through time carries at each step of each recurrent layer, as `RecurrentLayer`
/// computes it.
///
/// A pass that has a record notes every step of every layer just before the cell's backward kernel
/// replaces gates by gradients. It copies, and is for looking, not for training.
package final class BackpropagationRecord {
  /// One step of one layer. Matrices are row-major, `[rows, size]`, a row for each sequence alive.
  package struct Step: Sendable {
    /// The step, counted from 0 from the left, whatever the direction of the layer.
    package let step: Int
    /// The sequences alive.
    package let rows: Int
    /// h.
    package let hidden: [Float]
    /// The gates as the cell's `step` left them, `[rows, blocks · size]`: before φ in an Elman
    /// cell, after σ and tanh in the others.
    package let gates: [Float]
    /// The part of ∂L/∂h that comes from the layer above.
    package let outputGradient: [Float]
    /// The part of ∂L/∂h that comes from the step read next.
    package let carriedGradient: [Float]
    /// c, where the cell has one.
    package let cell: [Float]?
    /// tanh(c), where the cell has room for it.
    package let cellTanh: [Float]?
    /// The part of ∂L/∂c that comes from the step read next.
    package let carriedCellGradient: [Float]?

    /// ∂L/∂h: both parts.
    package var hiddenGradient: [Float] { zip(outputGradient, carriedGradient).map(+) }
  }

  /// For each layer, named by its `inputWeights`, its steps in the order of backward: the step read
  /// last comes first.
  package private(set) var steps: [Parameter: [Step]] = [:]

  /// A record of nothing.
  package init() {}

  /// Forgets all steps.
  package func removeAll() { steps.removeAll() }

  /// The steps of a layer, the one read last first.
  package func steps(of layer: RecurrentLayer) -> [Step] { steps[layer.inputWeights] ?? [] }

  func note(_ buffers: StepBuffers, ofStep step: Int, of layer: RecurrentLayer) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient else { return }
    steps[layer.inputWeights, default: []].append(
      Step(
        step: step, rows: buffers.gates.rows, hidden: buffers.hidden.elements,
        gates: buffers.gates.elements, outputGradient: output.elements,
        carriedGradient: carried.elements, cell: buffers.cell?.elements,
        cellTanh: buffers.cellTanh?.elements,
        carriedCellGradient: buffers.cellGradient?.elements))
  }
}

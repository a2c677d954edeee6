/// The pointwise part of one time step; `RecurrentLayer` owns the time loop and the products.
///
/// A cell says what it is made of, and computes a step and its derivative. It may do so with loops
/// over the elements of `StepBuffers`, in plain Swift; the cells of this module call kernels, which
/// are faster.
package protocol RecurrentCell: Sendable {
  /// What the cell is made of; the same each time.
  var structure: CellStructure { get }

  /// Computes h (and c) of one step.
  func step(_ buffers: StepBuffers)
  /// Replaces what `step` left in the gates, and in a recurrent product apart, by their gradients.
  func stepBackward(_ buffers: StepBuffers)
}

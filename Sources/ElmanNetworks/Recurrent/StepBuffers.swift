import ElmanTensors

/// The matrices of one time step, which a cell reads and writes. Rows are the sequences alive, of
/// which the first `continuing` have a previous state; the others start here from zero. Which
/// matrices there are depends on the cell's structure.
package struct StepBuffers {
  /// The sequences that have a previous state.
  package internal(set) var continuing = 0
  /// `[rows, blocks · size]`, without gaps: before a step the gates before activation, after it
  /// whatever the cell keeps there for backward; before backward that, after it the gradients of
  /// the gates before activation.
  package internal(set) var gates: MutableMatrixView
  /// The same for the product of the previous h with W_hh, `[rows, blocks that see h · size]`,
  /// where the cell gets it apart. Rows that have no previous state hold anything.
  package internal(set) var recurrent: MutableMatrixView?
  /// The bias of that product, `[1, blocks that have one · size]`.
  package internal(set) var recurrentBias: MatrixView?
  /// The weights from the previous c to the gates, `[1, blocks that see c · size]`.
  package internal(set) var peepholes: MatrixView?
  /// In backward their gradient, to be added to.
  package internal(set) var peepholeGradient: MutableMatrixView?
  /// h of this step, `[rows, size]`.
  package internal(set) var hidden: MutableMatrixView
  /// h of the step before, `[continuing, size]`; nil where no sequence has one.
  package internal(set) var previousHidden: MutableMatrixView?
  /// c, `[rows, size]`, where the cell has one.
  package internal(set) var cell: MutableMatrixView?
  /// Room for tanh(c), `[rows, size]`, where the cell asks for it.
  package internal(set) var cellTanh: MutableMatrixView?
  /// c of the step before, `[continuing, size]`; nil where no sequence has one.
  package internal(set) var previousCell: MutableMatrixView?
  /// In backward the gradient of h from the layer above, `[rows, size]`.
  package internal(set) var outputGradient: MutableMatrixView?
  /// In backward the gradient of h from the next step, `[rows, size]`. A cell that passes h on
  /// leaves here what reaches the previous h directly.
  package internal(set) var carriedGradient: MutableMatrixView?
  /// In backward the gradient of c from the next step, `[rows, size]`, to be replaced by that of the
  /// previous c.
  package internal(set) var cellGradient: MutableMatrixView?
}

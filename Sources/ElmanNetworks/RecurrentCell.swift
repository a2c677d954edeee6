import ElmanTensors

/// The matrices of one time step. Rows are the sequences alive, of which the first `continuing`
/// have a previous state; the others start here from zero.
public struct StepBuffers {
  /// The sequences that have a previous state.
  var continuing = 0
  /// `[rows, gateCount · size]`: before a step the gates before activation, after it whatever the
  /// cell keeps there for backward; before backward that, after it the gates' gradients.
  var gates: MutableMatrixView
  /// The same for the recurrent product, where the cell keeps it apart.
  var recurrent: MutableMatrixView?
  /// The recurrent bias, `[1, size]`, where the cell has one.
  var recurrentBias: MatrixView?
  /// The weights from the previous c to the gates, `[1, gates · size]`, where the cell has any, and
  /// in backward their gradient, to be added to.
  var peepholes: MatrixView?
  var peepholeGradient: MutableMatrixView?
  /// h of this step and of the step before, `[rows, size]`.
  var hidden: MutableMatrixView
  var previousHidden: MutableMatrixView?
  /// c, room for tanh(c), and the previous c, where the cell has a cell state.
  var cell: MutableMatrixView?
  var cellTanh: MutableMatrixView?
  var previousCell: MutableMatrixView?
  /// The gradient of h from the layer above and from the next step, and that of c.
  var outputGradient: MutableMatrixView?
  var carriedGradient: MutableMatrixView?
  var cellGradient: MutableMatrixView?
}

/// The pointwise part of one time step; `RecurrentLayer` owns the time loop and the products.
public protocol RecurrentCell: Sendable {
  /// The number of gates.
  var gateCount: Int { get }
  /// Whether there is a state c beside h.
  var hasCellState: Bool { get }
  /// Whether the recurrent product is kept apart from the input's, with a bias of its own, and a
  /// part of h's gradient flows to the previous h directly.
  var keepsRecurrentProduct: Bool { get }
  /// The gates, from the first on, that have a bias.
  var biasedGateCount: Int { get }
  /// The gates, from the first on, that see the previous c, each unit its own: a cell with such
  /// peepholes has no recurrent product.
  var peepholeCount: Int { get }
  /// Whether the last gate is the input's way past the cell: the input itself where it has the
  /// layer's size, else a projection.
  var hasHighway: Bool { get }
  /// How the bias starts, a constant for each gate.
  var initialBias: Initializer { get }
  /// How the recurrent weights, or the peepholes, start.
  var recurrentInitializer: Initializer { get }

  /// Computes h (and c) of one step.
  func step(_ buffers: StepBuffers)
  /// Replaces what `step` left in the gates by their gradients.
  func stepBackward(_ buffers: StepBuffers)
}

extension RecurrentCell {
  /// All gates, unless a cell says otherwise.
  public var biasedGateCount: Int { gateCount }
  /// None, unless a cell says otherwise.
  public var peepholeCount: Int { 0 }
  /// No, unless a cell says otherwise.
  public var hasHighway: Bool { false }
}

/// The cells that a configuration can name.
public enum CellKind: String, Sendable, CaseIterable, Codable {
  /// Elman's simple recurrent network.
  case elman
  /// The gated recurrent unit.
  case gru
  /// The long short-term memory.
  case lstm
  /// The simple recurrent unit.
  case sru

  /// The cell.
  public var cell: any RecurrentCell {
    switch self {
    case .elman: ElmanCell()
    case .gru: GRUCell()
    case .lstm: LSTMCell()
    case .sru: SRUCell()
    }
  }
}

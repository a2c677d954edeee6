import ElmanNetworks
import ElmanTensors

/// The cells that can be compared: those of models, and two variants of Elman's.
package enum LaboratoryCell: String, Sendable, CaseIterable {
  /// Elman's simple recurrent network.
  case elman
  /// The same with ReLU in place of tanh: with an identity to start from, the IRNN.
  case relu
  /// The same with neither: h_t = W_hh h_{t-1} + W_xh x_t + b_h.
  case linear
  /// The gated recurrent unit.
  case gru
  /// The long short-term memory.
  case lstm
  /// The simple recurrent unit, which has no W_hh.
  case sru

  /// The cell.
  package var cell: any RecurrentCell {
    switch self {
    case .elman: ElmanCell()
    case .relu: ElmanCell(activation: .relu)
    case .linear: ElmanCell(activation: .identity)
    case .gru: GRUCell()
    case .lstm: LSTMCell()
    case .sru: SRUCell()
    }
  }
}

/// How the recurrent weights W_hh start.
package enum RecurrentStart: String, Sendable, CaseIterable {
  /// Uniformly in ±1/√size: the spectral radius is about 1/√3.
  ///
  /// Reference: LeCun, Bottou, Orr and Müller, 1998, Efficient BackProp, in the form that PyTorch has.
  case uniform
  /// Glorot and Bengio's uniform numbers: the spectral radius is about 1.
  case glorot
  /// Orthogonal: all singular values are 1.
  case orthogonal
  /// The identity: all singular values and all eigenvalues are 1.
  case identity

  /// The initializer of W_hh for `blockCount` blocks of `hiddenSize` units.
  package func initializer(hiddenSize: Int, blockCount: Int, scale: Float = 1) -> Initializer {
    let initializer: Initializer =
      switch self {
      case .uniform: .uniform(bound: 1 / Float(hiddenSize).squareRoot())
      case .glorot: .glorotUniform(blocks: blockCount)
      case .orthogonal: .orthogonal(blocks: blockCount)
      case .identity: .identity
      }
    return scale == 1 ? initializer : .scaled(initializer, by: scale)
  }
}

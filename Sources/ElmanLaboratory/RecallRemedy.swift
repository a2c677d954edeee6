import ElmanNetworks
import ElmanTensors

/// The networks whose memories are compared: Elman's, and what has been done about forgetting.
package enum RecallRemedy: String, Sendable, CaseIterable {
  /// Elman's network with uniform weights.
  case elman
  /// The same with gradients clipped to a norm of 1.
  ///
  /// Reference: Pascanu, Mikolov and Bengio, 2013, On the Difficulty of Training Recurrent Neural
  /// Networks.
  case clipping = "elman+clipping"
  /// Elman's network with an orthogonal W_hh.
  ///
  /// Reference: Saxe, McClelland and Ganguli, 2014, Exact Solutions to the Nonlinear Dynamics of
  /// Learning in Deep Linear Neural Networks.
  case orthogonal = "elman+orthogonal"
  /// The IRNN: ReLU in place of tanh, an identity for W_hh, small input weights.
  ///
  /// Reference: Le, Jaitly and Hinton, 2015, A Simple Way to Initialize Recurrent Networks of Rectified
  /// Linear Units.
  case identity = "elman+identity"
  /// The gated recurrent unit.
  case gru
  /// The long short-term memory.
  case lstm
  /// The same with attention over all states in place of the last one.
  case attention = "lstm+attention"

  /// What a picture calls it.
  package var title: String {
    switch self {
    case .elman: "Elman"
    case .clipping: "Elman + clipping"
    case .orthogonal: "Elman + orthogonal"
    case .identity: "Elman + identity (IRNN)"
    case .gru: "GRU"
    case .lstm: "LSTM"
    case .attention: "LSTM + attention"
    }
  }

  /// The cell.
  var cell: any RecurrentCell {
    switch self {
    case .elman, .clipping, .orthogonal: ElmanCell()
    case .identity: ElmanCell(activation: .relu)
    case .gru: GRUCell()
    case .lstm, .attention: LSTMCell()
    }
  }

  /// How W_xh starts.
  var inputInitializer: Initializer? { self == .identity ? .normal(deviation: 0.001) : nil }

  /// How W_hh starts.
  func recurrentInitializer(hiddenSize: Int, scale: Float) -> Initializer {
    let start: RecurrentStart =
      switch self {
      case .elman, .clipping: .uniform
      case .orthogonal, .gru, .lstm, .attention: .orthogonal
      case .identity: .identity
      }
    return start.initializer(
      hiddenSize: hiddenSize, blockCount: cell.structure.blocks.count, scale: scale)
  }

  /// The norm that gradients are clipped to: infinity for none. Only the Elman networks without it go
  /// without it, since the others would not be trained so.
  var maximumGradientNorm: Float {
    switch self {
    case .elman, .orthogonal: .infinity
    case .clipping, .identity, .gru, .lstm, .attention: 1
    }
  }

  var readsAllStates: Bool { self == .attention }
}

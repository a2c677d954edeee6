/// The cells that a configuration can name. To add one is to write it, in a file of its own, and to name
/// it here.
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
  package var cell: any RecurrentCell {
    switch self {
    case .elman: ElmanCell()
    case .gru: GRUCell()
    case .lstm: LSTMCell()
    case .sru: SRUCell()
    }
  }
}

import ElmanNetworks

/// Where in a cell's step the things are that a gradient passes.
struct CellAnatomy {
  /// The gates that are worth telling, with their places among the blocks of `gates`.
  let gates: [(name: String, index: Int)]
  /// The blocks of W_hh.
  let recurrentGates: [String]
  /// The gate that multiplies the memory from step to step.
  private let keepingGate: Int?
  /// The gate that what is shown of the memory is multiplied by.
  private let outputGate: Int?
  private let activation: ElmanCell.Activation?

  init(_ cell: any RecurrentCell) {
    let blocks = cell.structure.blocks
    gates = blocks.enumerated().filter { [.gate, .keepingGate, .outputGate].contains($1.role) }
      .map { ($1.name, $0) }
    recurrentGates = blocks.filter { $0.sees.contains(.hidden) }.map(\.name)
    keepingGate = blocks.firstIndex { $0.role == .keepingGate }
    outputGate = blocks.firstIndex { $0.role == .outputGate }
    activation = (cell as? ElmanCell)?.activation
  }

  /// φ' of each unit, in an Elman cell.
  func derivatives(of step: BackpropagationRecord.Step) -> [Double]? {
    activation.map { activation in
      step.hidden.map { value in
        let h = Double(value)
        return switch activation {
        case .tanh: 1 - h * h
        case .relu: h > 0 ? 1 : 0
        case .identity: 1
        }
      }
    }
  }

  /// What the memory of each unit is multiplied by on its way to the next step.
  func keepingGate(of step: BackpropagationRecord.Step, size: Int) -> ArraySlice<Float>? {
    keepingGate.map { step.gates[$0 * size..<($0 + 1) * size] }
  }

  /// ∂L/∂c: what the next step sends, and what comes by way of h, dh times the output gate and, where
  /// h is made of tanh(c), 1 - tanh²(c).
  func cellGradient(of step: BackpropagationRecord.Step, size: Int) -> [Double]? {
    guard let carried = step.carriedCellGradient else { return nil }
    let hidden = step.hiddenGradient
    return (0..<size).map { unit in
      let (dh, dc) = (Double(hidden[unit]), Double(carried[unit]))
      guard let outputGate else { return dc }
      let tanh = Double(step.cellTanh?[unit] ?? 0)
      return dc + dh * Double(step.gates[outputGate * size + unit]) * (1 - tanh * tanh)
    }
  }
}

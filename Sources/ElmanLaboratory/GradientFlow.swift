import ElmanNetworks
import ElmanTensors

/// How a loss's gradient goes back through time in one recurrent layer, exactly as backpropagation
/// computes it.
package struct GradientFlow: Sendable {
  /// What the network is called.
  package var network: String
  /// The layer, by the names of its parameters, such as `encoder.0.leftToRight`.
  package let layer: String
  /// W_hh of each gate, with its name; none for cells without.
  package let matrices: [(gate: String, spectrum: MatrixSpectrum)]
  /// For each distance, from 0 on, what arrives there.
  package let steps: [Step]

  /// What arrives k steps before the step that was read last.
  package struct Step: Sendable, Hashable {
    /// k.
    package let distance: Int
    /// The token that was read there.
    package let token: String
    /// ‖∂L/∂h‖.
    package let hiddenNorm: Double
    /// ‖∂L/∂c‖, where the cell has a c: what the memory itself gets.
    package var cellNorm: Double?
    /// The part of ‖∂L/∂h‖ that comes straight from the layer above: from attention, not through time.
    package let directNorm: Double
    /// The norm of what went only along the memory, from step to step through the forget gate (of an
    /// LSTM and an SRU) or the update gate (of a GRU).
    package var pathNorm: Double?
    /// The spectral norm of ∂h_t/∂h_{t-1} = diag(φ') W_hh at this step, of Elman cells; nil at the
    /// first step of the text.
    package var jacobianNorm: Double?
    /// The mean of each gate, and of φ' as `φ'`.
    package var gateMeans: [GateMean] = []

    /// The norm that tells how well the network remembers: of c where the cell has one, else of h.
    package var memoryNorm: Double { cellNorm ?? hiddenNorm }
  }

  /// A gate's mean over units.
  package struct GateMean: Sendable, Hashable {
    /// The gate.
    package let gate: String
    /// Its mean.
    package let mean: Double
  }

  /// What becomes of the gradient.
  package var verdict: GradientVerdict {
    let isDirect = steps.count > 1 && (steps.last?.directNorm ?? 0) > 0
    return GradientVerdict(norms: steps.map(\.memoryNorm), isDirect: isDirect)
  }

  /// Puts together what was recorded of a layer in one sequence.
  ///
  /// - Parameters:
  ///   - network: what the network is called.
  ///   - layer: the layer.
  ///   - record: of a pass over one sequence.
  ///   - weights: the network's weights.
  ///   - tokens: the tokens of the sequence.
  package init(
    _ network: String, of layer: RecurrentLayer, in record: BackpropagationRecord,
    weights: PackedWeights, tokens: [String]
  ) {
    self.network = network
    let name = weights.parameters.layout.entries.first { $0.parameter == layer.inputWeights }?.name
    self.layer = name.map { String($0.dropLast(".inputWeights".count)) } ?? ""
    let anatomy = CellAnatomy(layer.cell)
    let size = layer.hiddenSize
    matrices =
      layer.recurrentWeights.map { parameter in
        anatomy.recurrentGates.enumerated().map { index, gate in
          (gate, MatrixSpectrum(of: weights[parameter].columns(index * size..<(index + 1) * size)))
        }
      } ?? []
    let recurrent = layer.recurrentWeights.map { weights[$0] }
    let recorded = record.steps(of: layer)
    var path: [Double]?
    var steps: [Step] = []
    for (distance, step) in recorded.enumerated() {
      precondition(step.rows == 1, "\(step.rows) sequences in a record of one")
      let cellGradient = anatomy.cellGradient(of: step, size: size)
      let isFirst = distance + 1 == recorded.count
      var flow = Step(
        distance: distance, token: step.step < tokens.count ? tokens[step.step] : "",
        hiddenNorm: Self.norm(step.hiddenGradient),
        cellNorm: cellGradient.map { Self.norm($0) }, directNorm: Self.norm(step.outputGradient))
      if let derivatives = anatomy.derivatives(of: step) {
        flow.gateMeans = [GateMean(gate: "φ'", mean: Self.mean(derivatives))]
        if let recurrent, !isFirst {
          flow.jacobianNorm = MatrixSpectrum.largestSingularValue(
            recurrent, columnScales: derivatives)
        }
      }
      if let keep = anatomy.keepingGate(of: step, size: size) {
        let along = path ?? cellGradient ?? step.hiddenGradient.map(Double.init)
        flow.pathNorm = Self.norm(along)
        path = zip(along, keep).map { $0 * Double($1) }
      }
      flow.gateMeans += anatomy.gates.map { gate in
        GateMean(
          gate: gate.name,
          mean: Self.mean(step.gates[gate.index * size..<(gate.index + 1) * size].map(Double.init)))
      }
      steps.append(flow)
    }
    self.steps = steps
  }

  private static func norm(_ values: some Sequence<Float>) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

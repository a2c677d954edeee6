import ElmanStreams
import ElmanBytes
import ElmanLaboratory

/// A gradient's way back through time, for JSON. What is infinite or undefined is left out.
struct GradientReport: Encodable {
  let network, layer, verdict: String
  let factor, halfLife: Double?
  let matrices: [Matrix]
  let steps: [Step]

  struct Matrix: Encodable {
    let gate: String
    let spectralRadius, spectralNorm: Double?
  }

  struct Step: Encodable {
    let k: Int
    let token: String
    let hiddenNorm, cellNorm, directNorm, alongNorm, jacobianNorm: Double?
    let means: [String: Double]
  }

  init(_ flow: GradientFlow) {
    func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
    (network, layer) = (flow.network, flow.layer)
    let result = flow.verdict
    verdict = result.kind.rawValue
    (factor, halfLife) = (finite(result.factor), finite(result.halfLife))
    matrices = flow.matrices.map {
      Matrix(
        gate: $0.gate, spectralRadius: finite($0.spectrum.radius),
        spectralNorm: finite($0.spectrum.norm))
    }
    steps = flow.steps.map { step in
      Step(
        k: step.distance, token: step.token, hiddenNorm: finite(step.hiddenNorm),
        cellNorm: finite(step.cellNorm), directNorm: finite(step.directNorm),
        alongNorm: finite(step.pathNorm), jacobianNorm: finite(step.jacobianNorm),
        means: Dictionary(
          step.gateMeans.filter(\.mean.isFinite).map { ($0.gate, $0.mean) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}

/// The same for people.
struct GradientTable {
  let flow: GradientFlow

  init(_ flow: GradientFlow) { self.flow = flow }

  /// The verdict, W_hh, and a row for some of the steps.
  var text: String {
    var lines = ["\(flow.network.harmless): the gradient \(flow.verdict)"]
    for (gate, spectrum) in flow.matrices {
      let name = flow.matrices.count == 1 ? "W_hh" : "W_h\(gate)"
      lines.append(
        "  \(name): spectral radius \(spectrum.radius.decimals(3)), norm"
          + " \(spectrum.norm.decimals(3))")
    }
    let steps = flow.steps.filter { Self.isShown($0.distance, of: flow.steps.count) }
    let columns = columns.map { [$0.title] + steps.map($0.cell) }
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    for row in 0...steps.count {
      let cells = zip(columns, widths).map { column, width in column[row].padded(-width) }
      lines.append("  " + cells.joined(separator: "  "))
    }
    return lines.joined(separator: "\n")
  }

  private typealias Column = (title: String, cell: (GradientFlow.Step) -> String)

  private var columns: [Column] {
    let first = flow.steps.first
    var columns: [Column] = [
      ("k", { "\($0.distance)" }), ("token", { $0.token.prefix(16).harmless }),
      ("|dL/dh|", { $0.hiddenNorm.scientific }),
    ]
    if first?.cellNorm != nil { columns.append(("|dL/dc|", { Self.text($0.cellNorm) })) }
    if flow.steps.dropFirst().contains(where: { $0.directNorm > 0 }) {
      columns.append(("direct", { $0.directNorm.scientific }))
    }
    if first?.pathNorm != nil { columns.append(("along", { Self.text($0.pathNorm) })) }
    if first?.jacobianNorm != nil {
      columns.append(("|dh/dh'|", { $0.jacobianNorm?.decimals(3) ?? "" }))
    }
    for (index, mean) in (first?.gateMeans ?? []).enumerated() {
      columns.append((mean.gate, { $0.gateMeans[index].mean.decimals(3) }))
    }
    return columns
  }

  private static func text(_ norm: Double?) -> String { norm?.scientific ?? "" }

  /// The first steps, then 1, 2 and 5 times powers of ten, and the last.
  private static func isShown(_ distance: Int, of count: Int) -> Bool {
    if distance <= 5 || distance == count - 1 { return true }
    var rest = distance
    while rest % 10 == 0 { rest /= 10 }
    return [1, 2, 5].contains(rest)
  }
}

extension Double {
  /// Four digits with a power of ten, such as `1.234e-05`.
  var scientific: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var (mantissa, exponent) = (magnitude, 0)
    while mantissa >= 9.9995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.99995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let digits = String(exponent.magnitude)
    return (self < 0 ? "-" : "") + mantissa.decimals(3) + "e" + (exponent < 0 ? "-" : "+")
      + (digits.count < 2 ? "0" : "") + digits
  }
}

import ElmanLibc

/// What becomes of a gradient on its way back through time.
///
/// Reference: Bengio, Simard and Frasconi, 1994, Learning Long-Term Dependencies with Gradient
/// Descent Is Difficult.
package struct GradientVerdict: Sendable, Hashable {
  /// What becomes of it.
  package enum Kind: String, Sendable {
    /// Over the steps measured it falls below a tenth.
    case vanishes
    /// Over the steps measured it stays within a factor of ten.
    case carried = "is carried"
    /// Over the steps measured it grows above tenfold.
    case explodes
  }

  /// What becomes of it.
  package let kind: Kind
  /// What a step multiplies the norm by, on average; 0 where nothing arrives at all.
  package let factor: Double
  /// Whether a part of the gradient reaches even the farthest step without passing through time.
  package let isDirect: Bool

  /// The verdict on norms over distance: the straight line, by least squares, through their
  /// logarithms.
  ///
  /// - Parameters:
  ///   - norms: the norm after 0, 1, … steps.
  ///   - isDirect: whether a part of the gradient reaches even the farthest step without passing
  ///     through time, as through attention. It is carried then.
  package init(norms: [Double], isDirect: Bool = false) {
    self.isDirect = isDirect
    let distance = Double(max(0, norms.count - 1))
    let points = norms.enumerated().filter { $0.element > 0 && $0.element.isFinite }
      .map { (x: Double($0.offset), y: log($0.element)) }
    if norms.contains(where: { $0.isNaN || $0 == .infinity }) {
      (kind, factor) = (.explodes, .infinity)
      return
    }
    guard points.count > 1 else {
      (kind, factor) = norms.count > 1 ? (.vanishes, 0) : (.carried, 1)
      return
    }
    let count = Double(points.count)
    let (meanX, meanY) = (
      points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count
    )
    let slope =
      points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
      / points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    factor = exp(slope)
    let change = slope * distance
    kind =
      isDirect ? .carried : change < -log(10) ? .vanishes : change > log(10) ? .explodes : .carried
  }

  /// The steps after which half is left, or twice as much is there; infinite where a step changes
  /// nothing.
  package var halfLife: Double {
    factor == 0 || factor == .infinity ? 0 : factor == 1 ? .infinity : log(2) / abs(log(factor))
  }
}

extension GradientVerdict: CustomStringConvertible {
  /// Such as `vanishes: it halves every 2.4 steps`.
  package var description: String {
    if isDirect { return "\(kind.rawValue): each token gets a part directly" }
    let steps = (halfLife * 10).rounded() / 10
    let change = factor > 1 ? "doubles" : "halves"
    if factor == 0 { return "\(kind.rawValue): nothing arrives" }
    if factor == .infinity { return "\(kind.rawValue): it exceeds what a float can hold" }
    if steps >= 10_000 { return "\(kind.rawValue): it hardly changes" }
    return "\(kind.rawValue): it \(change) every \(steps) steps"
  }
}

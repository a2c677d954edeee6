import ElmanLibc

/// An axis with its range: where each value lies, from 0 to 1, and where the ticks are.
struct AxisScale {
  let range: ClosedRange<Double>
  let ticks: [Tick]
  private let axis: Axis

  /// The scale that shows some values.
  ///
  /// - Parameters:
  ///   - tickCount: about how many ticks there is room for.
  ///   - isWidened: whether the range ends at round numbers, or on a logarithmic axis a little beyond the
  ///     values.
  init(_ axis: Axis, showing values: [Double], tickCount: Int, isWidened: Bool) {
    self.axis = axis
    let given = axis.ticks?.filter(axis.canShow)
    var shown = values.filter(axis.canShow) + (given ?? [])
    if axis.includesZero && axis.scale == .linear { shown.append(0) }
    var range = Self.range(of: shown, axis.scale)
    if isWidened, given == nil {
      range =
        axis.scale == .linear ? Ticks.widened(range, count: tickCount) : Self.withMargins(range)
    }
    self.range = range
    ticks =
      given.map(Ticks.given)
      ?? (axis.scale == .linear
        ? Ticks.linear(in: range, count: tickCount)
        : Ticks.logarithmic(in: range, count: tickCount))
  }

  /// A logarithmic range with some room beyond its ends, so that no line runs along an axis.
  private static func withMargins(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let factor = exp(log(range.upperBound / range.lowerBound) * 0.05)
    return (range.lowerBound / factor)...(range.upperBound * factor)
  }

  /// Where a value lies between the ends of the axis.
  func position(_ value: Double) -> Double {
    let position =
      switch axis.scale {
      case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      case .logarithmic:
        log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
      }
    return max(0, min(1, position))
  }

  /// From the least value to the greatest, made wider where they are one. Beyond what arithmetic can
  /// tell apart the axis ends, and values lie at its end.
  private static func range(of values: [Double], _ scale: Axis.Scale) -> ClosedRange<Double> {
    let limit = scale == .linear ? -1e290...1e290 : 1e-290...1e290
    let held = values.map { max(limit.lowerBound, min(limit.upperBound, $0)) }
    guard let least = held.min(), let greatest = held.max() else {
      return scale == .linear ? 0...1 : 1...10
    }
    switch scale {
    case .linear:
      // Nearer to each other than this they are the same number, for the eye and for the ticks.
      let size = max(abs(least), abs(greatest))
      if greatest - least > size * 1e-9 && greatest - least > 1e-290 { return least...greatest }
      let margin = size > 1e-290 ? size / 2 : 1
      return (least - margin)...(greatest + margin)
    case .logarithmic:
      return greatest > least * (1 + 1e-9) ? least...greatest : (least / 2)...(greatest * 2)
    }
  }
}

import ElmanLibc

/// A labelled place on an axis.
struct Tick: Hashable {
  let value: Double
  let label: String

  init(value: Double, label: String) {
    self.value = value
    self.label = label
  }

  init(_ number: DecimalNumber) { self.init(value: number.value, label: number.text) }
}

/// The choice of round numbers for an axis.
enum Ticks {
  /// Multiples of the smallest round step, of 1, 2 or 5 times a power of ten, of which at most
  /// `count` lie in the range.
  static func linear(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    multiples(in: range, of: step(for: range, count: count)).map(Tick.init)
  }

  /// The range made wider so that it begins and ends at multiples of the step.
  static func widened(_ range: ClosedRange<Double>, count: Int) -> ClosedRange<Double> {
    let step = step(for: range, count: count).value
    let lower = (range.lowerBound / step + 1e-9).rounded(.down) * step
    let upper = (range.upperBound / step - 1e-9).rounded(.up) * step
    return lower...max(lower, upper)
  }

  /// Numbers for a logarithmic axis: of 1, 2 and 5 times powers of ten, or of powers of ten alone,
  /// or of each n-th power, at most `count`; where ratios are small, as on a linear axis.
  static func logarithmic(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    let first = Int(log10(range.lowerBound).rounded(.down))
    let last = Int(log10(range.upperBound).rounded(.up))
    func ticks(_ digits: [Int], every distance: Int) -> [Tick] {
      (first...last).filter { $0 % distance == 0 }.flatMap { exponent in
        digits.map { DecimalNumber(digits: $0, exponent: exponent) }
      }
      .filter { contains($0.value, in: range) }.map(Tick.init)
    }
    let fine = ticks([1, 2, 5], every: 1)
    if fine.count < 3 { return linear(in: range, count: count) }
    if fine.count <= count { return fine }
    for distance in 1... {
      let coarse = ticks([1], every: distance)
      if coarse.count <= max(2, count) { return coarse.count > 1 ? coarse : fine }
    }
    return fine
  }

  /// Numbers chosen by the caller.
  static func given(_ values: [Double]) -> [Tick] {
    values.map { value in
      let whole = value.rounded()
      if value == whole && abs(whole) < 1e15 {
        return Tick(value: value, label: DecimalNumber(digits: Int(whole), exponent: 0).text)
      }
      return Tick(value: value, label: "\(value)")
    }
  }

  private static func step(for range: ClosedRange<Double>, count: Int) -> DecimalNumber {
    let least = max((range.upperBound - range.lowerBound) / Double(max(1, count)), 1e-300)
    let exponent = Int(log10(least).rounded(.down))
    let steps = [1, 2, 5].map { DecimalNumber(digits: $0, exponent: exponent) }
    return steps.first { $0.value >= least * (1 - 1e-9) }
      ?? DecimalNumber(digits: 1, exponent: exponent + 1)
  }

  private static func multiples(
    in range: ClosedRange<Double>, of step: DecimalNumber
  ) -> [DecimalNumber] {
    let first = (range.lowerBound / step.value - 1e-9).rounded(.up)
    let last = (range.upperBound / step.value + 1e-9).rounded(.down)
    guard first <= last, abs(first) < 1e15, abs(last) < 1e15 else { return [] }
    return (Int(first)...Int(last)).map {
      DecimalNumber(digits: $0 * step.digits, exponent: step.exponent)
    }
  }

  private static func contains(_ value: Double, in range: ClosedRange<Double>) -> Bool {
    value >= range.lowerBound * (1 - 1e-9) && value <= range.upperBound * (1 + 1e-9)
  }
}

/// How many values fell under each of some bounds.
struct Histogram: Sendable {
  /// The bounds, rising.
  let bounds: [Double]
  /// For each bound the values that it is the least one above or at, and behind them those above all.
  private(set) var counts: [Int]
  /// The sum of the values.
  private(set) var sum = 0.0

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  /// Adds a value.
  mutating func add(_ value: Double) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }
}

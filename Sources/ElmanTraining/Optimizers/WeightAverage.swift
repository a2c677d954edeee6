import CElmanKernels
import ElmanTensors

/// The average of the weights over the steps, exponentially weighted.
///
/// A step moves few rows of a table, and the others are many: their average is brought up to date
/// only before they move, or at the end. The bits are those of an average that follows at each step.
///
/// It is `@unchecked Sendable` under the rule of `MutableParameterBuffer`: several threads may use it at a
/// time, each for parameters of its own, as long as one of them has all tables.
///
/// Reference: Polyak and Juditsky, 1992, Acceleration of Stochastic Approximation by Averaging.
final class WeightAverage: @unchecked Sendable {
  private let weights: MutableParameterBuffer
  private let average: MutableParameterBuffer
  /// The rates of the steps since all rows were up to date.
  private var rates: [Float] = []
  /// For each table the number of those steps that each row has made.
  private var stepsOfRow: [Parameter: [Int]]

  /// An average that starts as the weights.
  init(of weights: MutableParameterBuffer) {
    self.weights = weights
    average = MutableParameterBuffer(zerosFor: weights.layout)
    average.copy(from: weights.readOnly)
    stepsOfRow = Dictionary(
      uniqueKeysWithValues: weights.layout.tables.map {
        ($0, Array(repeating: 0, count: $0.rows))
      })
  }

  /// Begins a step: until its end, each parameter is to be prepared, moved and followed.
  func begin(rate: Float) { rates.append(rate) }

  /// Brings those rows up to date that are about to move.
  func prepare(_ entry: ParameterLayout.Entry, for gradients: Gradients) {
    guard entry.use == .table, var steps = stepsOfRow.updateValue([], forKey: entry.parameter)
    else { return }
    gradients.forEachRange(of: entry) { range in
      let row = (range.lowerBound - entry.parameter.offset) / entry.parameter.columns
      follow(range, from: steps[row], to: rates.count - 1)
      steps[row] = rates.count - 1
    }
    stepsOfRow[entry.parameter] = steps
  }

  /// Follows a parameter that has moved, unless that can wait.
  func follow(_ entry: ParameterLayout.Entry) {
    if entry.use != .table {
      follow(entry.parameter.range, from: rates.count - 1, to: rates.count)
    }
  }

  /// The average as it is after the last step.
  func current() -> MutableParameterBuffer {
    for (table, steps) in stepsOfRow {
      for (row, step) in steps.enumerated() {
        let start = table.offset + row * table.columns
        follow(start..<start + table.columns, from: step, to: rates.count)
      }
      stepsOfRow[table] = Array(repeating: 0, count: table.rows)
    }
    rates.removeAll(keepingCapacity: true)
    return average
  }

  private func follow(_ range: Range<Int>, from first: Int, to end: Int) {
    rates.withUnsafeBufferPointer { rates in
      guard let base = rates.baseAddress else { return }
      elman_average(
        range.count, end - first, base + first, weights.base + range.lowerBound,
        average.base + range.lowerBound)
    }
  }
}

import CElmanKernels
import Testing

@Suite struct DropoutTests {
  /// Which elements of a matrix of ones are kept: true where one stays.
  static func kept(
    _ rows: Int, _ columns: Int, stride: Int? = nil, rate: Float, seed: UInt32
  ) -> [Bool] {
    run(rows, columns, stride: stride, rate: rate, seed: seed).map { $0 != 0 }
  }

  static func run(
    _ rows: Int, _ columns: Int, stride: Int? = nil, rate: Float, seed: UInt32
  ) -> [Float] {
    var matrix = GuardedMatrix(
      rows, columns, stride: stride, Array(repeating: 1, count: rows * columns))
    elman_dropout(rows, columns, &matrix.storage, matrix.stride, rate, seed)
    #expect(matrix.canariesAreIntact)
    return matrix.values
  }

  /// How far two choices are from being independent, in standard deviations.
  static func correlation(_ x: some Sequence<Bool>, _ y: some Sequence<Bool>, rate: Double)
    -> Double
  {
    var (count, sum) = (0.0, 0.0)
    for (a, b) in zip(x, y) {
      count += 1
      sum += ((a ? 1 : 0) - (1 - rate)) * ((b ? 1 : 0) - (1 - rate))
    }
    return abs(sum) / (count.squareRoot() * rate * (1 - rate))
  }

  @Test(arguments: [Float(0.05), 0.2, 0.33, 0.5, 0.9])
  func theShareKeptIsNearOneMinusTheRate(rate: Float) {
    for seed: UInt32 in [0, 1, 12_345, .max] {
      let kept = Self.kept(200, 200, rate: rate, seed: seed)
      let share = Double(kept.count { $0 }) / 40_000
      let deviation = (Double(rate) * (1 - Double(rate)) / 40_000).squareRoot()
      #expect(abs(share - (1 - Double(rate))) < 4 * deviation)
    }
  }

  @Test func whatIsKeptIsScaledAndTheRestIsZero() {
    var random = SeededRandom(1)
    let before = random.floats(7 * 37)
    let result = resultOnEveryInstructionSet {
      var matrix = GuardedMatrix(7, 37, stride: 41, before)
      elman_dropout(7, 37, &matrix.storage, 41, 0.25, 99)
      #expect(matrix.canariesAreIntact)
      return matrix.values
    }
    let kept = Self.kept(7, 37, rate: 0.25, seed: 99)
    for i in result.indices { #expect(result[i] == (kept[i] ? before[i] * (1 / 0.75) : 0)) }
  }

  @Test func whatIsDroppedIsZeroEvenIfItIsNotANumber() {
    var x = [Float](repeating: .nan, count: 1_000)
    elman_dropout(1, 1_000, &x, 1_000, 0.5, 3)
    let kept = Self.kept(1, 1_000, rate: 0.5, seed: 3)
    for i in x.indices { #expect(kept[i] ? x[i].isNaN : x[i] == 0) }
  }

  @Test func rateZeroKeepsAllAndRateOneNothing() {
    var random = SeededRandom(2)
    let before = random.floats(100 * 100)
    var x = before
    elman_dropout(100, 100, &x, 100, 0, 7)
    #expect(x == before)
    elman_dropout(100, 100, &x, 100, 1, 7)
    #expect(x.allSatisfy { $0 == 0 })
  }

  @Test func theChoiceIsRepeated() {
    #expect(
      Self.kept(13, 65, rate: 0.5, seed: 42) == Self.kept(13, 65, rate: 0.5, seed: 42))
  }

  @Test func theChoiceDependsOnTheElementsPlaceAlone() {
    let all = Self.kept(33, 80, rate: 0.4, seed: 8)
    #expect(Self.kept(33, 80, stride: 97, rate: 0.4, seed: 8) == all)
    for (rows, columns) in [(1, 80), (7, 80), (33, 1), (33, 17), (20, 64)] {
      let part = Self.kept(rows, columns, rate: 0.4, seed: 8)
      for row in 0..<rows {
        let expected = all[row * 80..<row * 80 + columns]
        #expect(Array(part[row * columns..<(row + 1) * columns]) == Array(expected))
      }
    }
  }

  @Test func seedsRowsAndColumnsAreIndependent() {
    let (rows, columns) = (200, 300)
    for rate: Float in [0.2, 0.5] {
      let kept = Self.kept(rows, columns, rate: rate, seed: 17)
      func distance(_ x: some Sequence<Bool>, _ y: some Sequence<Bool>) -> Double {
        Self.correlation(x, y, rate: Double(rate))
      }
      for seed: UInt32 in [18, 19, 17 + 0x9e37_79b9 / 2, 17 << 16, .max] {
        #expect(distance(kept, Self.kept(rows, columns, rate: rate, seed: seed)) < 4)
      }
      for lag in [1, 2, 3, 16] {
        #expect(distance(kept, kept.dropFirst(lag * columns)) < 4)
        #expect(distance(kept, kept.dropFirst(lag)) < 4)
      }
      // Each row and each column keeps its share.
      for row in 0..<rows {
        let share = kept[row * columns..<(row + 1) * columns].count { $0 }
        #expect(abs(Float(share) / Float(columns) - (1 - rate)) < 0.15)
      }
      for column in 0..<columns {
        let share = (0..<rows).count { kept[$0 * columns + column] }
        #expect(abs(Float(share) / Float(rows) - (1 - rate)) < 0.15)
      }
    }
  }
}

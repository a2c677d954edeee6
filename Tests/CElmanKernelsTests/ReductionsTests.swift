import CElmanKernels
import Testing

@Suite struct ReductionsTests {
  @Test(arguments: [0, 1, 5, 15, 16, 17, 33, 4_095, 4_096, 4_097, 10_000, 300_000])
  func sumOfSquaresEqualsItsTwin(count: Int) {
    var random = SeededRandom(UInt64(count))
    let x = random.floats(count, in: -3...3)
    let twin = x.reduce(0.0) { $0 + Double($1) * Double($1) }
    var results: [Double] = []
    withEachInstructionSet { _ in results.append(elman_sum_of_squares(count, x)) }
    #expect(results.allSatisfy { $0.bitPattern == results[0].bitPattern })
    #expect(abs(results[0] - twin) <= 1e-6 * twin)
  }

  @Test func aLongSumDoesNotDrift() {
    let x = [Float](repeating: 0.1, count: 2_000_000)
    let exact = 2e6 * Double(Float(0.1)) * Double(Float(0.1))
    #expect(abs(elman_sum_of_squares(x.count, x) - exact) < 1e-5 * exact)
  }

  @Test(arguments: [0, 1, 7, 33], [1, 5, 15, 16, 17, 31, 33, 64, 65, 200])
  func columnSumsAddRowAfterRow(rows: Int, columns: Int) {
    var random = SeededRandom(UInt64(rows * columns))
    let before = random.floats(columns)
    let x = GuardedMatrix(rows, columns, stride: columns + 3, random.floats(rows * columns))
    let result = resultOnEveryInstructionSet {
      var sums = GuardedMatrix(1, columns, before)
      elman_add_column_sums(rows, columns, x.storage, x.stride, &sums.storage)
      #expect(sums.canariesAreIntact)
      return sums.values
    }
    #expect(result == (0..<columns).map { j in (0..<rows).reduce(before[j]) { $0 + x[$1, j] } })
  }
}

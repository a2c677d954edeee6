import CElmanKernels
import Testing

@Suite struct SoftmaxTests {
  static let columns = [1, 2, 5, 15, 16, 17, 31, 33, 64, 65, 200]

  static func run(_ rows: Int, _ columns: Int, _ scores: [Float]) -> [Float] {
    var matrix = GuardedMatrix(rows, columns, stride: columns + 3, scores)
    elman_softmax(rows, columns, &matrix.storage, matrix.stride)
    #expect(matrix.canariesAreIntact)
    return matrix.values
  }

  @Test(arguments: columns)
  func equalsItsTwin(columns: Int) {
    var random = SeededRandom(UInt64(columns))
    let rows = 7
    let scores = random.floats(rows * columns, in: -20...20)
    let result = resultOnEveryInstructionSet { Self.run(rows, columns, scores) }
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let exponentials = scores[range].map { Exact.exponential(Double($0)) }
      let total = exponentials.reduce(0, +)
      #expect(largestError(result[range], exponentials.map { $0 / total }) < 3e-7)
      #expect(abs(result[range].reduce(0) { $0 + Double($1) } - 1) < 1e-6)
      #expect(Self.run(1, columns, Array(scores[range])) == Array(result[range]))
    }
  }

  @Test func largeScoresDoNotOverflow() {
    #expect(Self.run(1, 3, [1e30, 1e30, -1e30])[..<2] == [0.5, 0.5])
    #expect(Self.run(1, 2, [10_000, 9_000])[0] == 1)
    // Low scores past the end of the row would weigh more than those in it.
    #expect(Self.run(1, 2, [-5_000, -5_000]) == [0.5, 0.5])
  }

  @Test func minusInfinityGetsNearlyNothing() {
    let result = Self.run(1, 3, [0, -.infinity, 0])
    #expect(result[1] < 1e-37)
    #expect(result[0] == 0.5 && result[2] == 0.5)
  }

  @Test func whatIsNotANumberSpoilsItsRowAlone() {
    let result = Self.run(3, 2, [0, 0, 0, .nan, 1, 1])
    #expect(result[0] == 0.5 && result[1] == 0.5 && result[4] == 0.5 && result[5] == 0.5)
    #expect(result[2].isNaN && result[3].isNaN)
  }

  @Test func extremeNumbersGiveEqualBits() {
    for columns in Self.columns {
      var random = SeededRandom(UInt64(columns))
      let scores = random.wildFloats(20 * columns)
      let result = resultOnEveryInstructionSet { Self.run(20, columns, scores) }
      for row in 0..<20 {
        let range = row * columns..<(row + 1) * columns
        let alone = Self.run(1, columns, Array(scores[range]))
        #expect(bits(alone) == bits(Array(result[range])))
      }
    }
  }
}

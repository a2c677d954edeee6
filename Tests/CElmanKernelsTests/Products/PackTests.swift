import CElmanKernels
import Testing

@Suite struct PackTests {
  static let shapes: [(depth: Int, columns: Int)] = [
    (1, 1), (3, 5), (17, 15), (4, 16), (5, 17), (2, 31), (3, 33), (0, 16), (20, 80), (7, 0),
  ]

  @Test(arguments: shapes, [false, true])
  func panelsHoldSixteenColumnsEach(shape: (depth: Int, columns: Int), transposed: Bool) {
    let (depth, columns) = shape
    var random = SeededRandom(1)
    let source =
      transposed
      ? GuardedMatrix(columns, depth, stride: depth + 3, random.floats(columns * depth))
      : GuardedMatrix(depth, columns, stride: columns + 3, random.floats(columns * depth))
    let panelCount = (columns + 15) / 16
    #expect(elman_packed_count(depth, columns) == panelCount * 16 * depth)

    // Filled with rubbish, so that a zero that is not written shows.
    var panels = GuardedMatrix(
      1, panelCount * 16 * depth, Array(repeating: 99, count: panelCount * 16 * depth))
    elman_pack(depth, columns, source.storage, source.stride, transposed, &panels.storage)

    var expected: [Float] = []
    for panel in 0..<panelCount {
      for k in 0..<depth {
        for column in panel * 16..<panel * 16 + 16 {
          let isThere = column < columns
          expected.append(isThere ? (transposed ? source[column, k] : source[k, column]) : 0)
        }
      }
    }
    #expect(panels.values == expected)
    #expect(panels.canariesAreIntact)
  }
}

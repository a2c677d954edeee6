import ElmanTensors
import Testing

@Suite struct InitializerTests {
  private func initialized(
    _ initializer: Initializer, rows: Int, columns: Int, seed: UInt64 = 1
  ) -> [[Float]] {
    var layout = ParameterLayout()
    let parameter = layout.add("weights", rows: rows, columns: columns, initializer)
    let buffer = MutableParameterBuffer(zerosFor: layout)
    buffer[parameter].fill(.nan)
    var random = Random(seed: seed)
    buffer.initialize(with: &random)
    let matrix = buffer[parameter]
    return (0..<rows).map { Array(matrix[row: $0]) }
  }

  @Test func constants() {
    #expect(initialized(.zeros, rows: 2, columns: 3) == [[0, 0, 0], [0, 0, 0]])
    #expect(initialized(.identity, rows: 2, columns: 2) == [[1, 0], [0, 1]])
    #expect(
      initialized(.identity, rows: 2, columns: 6) == [[1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1]])
    #expect(
      initialized(.constants([0, 1, -2]), rows: 2, columns: 6)
        == [[0, 0, 1, 1, -2, -2], [0, 0, 1, 1, -2, -2]])
  }

  @Test(arguments: [Float(0.1), 2])
  func uniform(bound: Float) {
    let values = initialized(.uniform(bound: bound), rows: 100, columns: 50).flatMap { $0 }
    expectUniform(values, bound: bound)
  }

  @Test func normal() {
    let values = initialized(.normal(deviation: 0.5), rows: 100, columns: 50).flatMap { $0 }
    let mean = values.reduce(0, +) / Float(values.count)
    let variance = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
    #expect(abs(mean) < 0.03 && abs(variance / 0.25 - 1) < 0.07)
    #expect((0.02...0.08).contains(Float(values.count { abs($0) > 1 }) / Float(values.count)))
  }

  @Test func scaledIsTheSameTimesAFactor() {
    for initializer in [Initializer.uniform(bound: 1), .identity, .orthogonal()] {
      let plain = initialized(initializer, rows: 5, columns: 5)
      #expect(
        initialized(.scaled(initializer, by: 2), rows: 5, columns: 5)
          == plain.map { $0.map { 2 * $0 } })
    }
  }

  /// The bound follows from the shape of a gate's block, not from that of all gates together.
  @Test(arguments: [1, 3, 4])
  func glorotUniform(blocks: Int) {
    let rows = initialized(.glorotUniform(blocks: blocks), rows: 90, columns: 60 * blocks)
    for block in 0..<blocks {
      let values = rows.flatMap { $0[block * 60..<(block + 1) * 60] }
      expectUniform(values, bound: (6 / Float(150)).squareRoot())
    }
  }

  @Test(arguments: [1, 2, 5, 16, 33], [1, 4])
  func orthogonal(size: Int, blocks: Int) {
    let rows = initialized(.orthogonal(blocks: blocks), rows: size, columns: size * blocks)
    for block in 0..<blocks {
      for i in 0..<size {
        for j in 0..<size {
          let product = rows.reduce(0) {
            $0 + Double($1[block * size + i]) * Double($1[block * size + j])
          }
          #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
        }
      }
    }
    if blocks > 1 && size > 1 {
      #expect(rows[0][0..<size] != rows[0][size..<2 * size], "blocks differ")
    }
  }

  @Test func oneSeedOneMatrix() {
    for initializer in [Initializer.uniform(bound: 1), .glorotUniform(), .orthogonal()] {
      let first = initialized(initializer, rows: 5, columns: 5, seed: 1)
      #expect(first == initialized(initializer, rows: 5, columns: 5, seed: 1))
      #expect(first != initialized(initializer, rows: 5, columns: 5, seed: 2))
    }
  }

  /// All within the bound, close to it on either side, and with the variance bound² / 3.
  private func expectUniform(_ values: [Float], bound: Float) {
    #expect(values.allSatisfy { abs($0) <= bound })
    #expect(values.contains { $0 > 0.99 * bound } && values.contains { $0 < -0.99 * bound })
    let squares = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
    #expect(abs(squares / (bound * bound / 3) - 1) < 0.07)
  }
}

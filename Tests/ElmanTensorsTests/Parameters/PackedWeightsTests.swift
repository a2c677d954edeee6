import ElmanTensors
import Testing

@Suite struct PackedWeightsTests {
  /// Products with packed weights and with their transposes, before and after an update; several
  /// parameters, so that their panels must not overlap.
  @Test(arguments: [1, 5, 16, 19], [1, 4, 17])
  func products(rows: Int, columns: Int) {
    var layout = ParameterLayout()
    let parameters = (0..<3).map { layout.add("\($0)", rows: rows, columns: columns, .zeros) }
    _ = layout.add("bias", rows: 1, columns: 3, use: .dense, .zeros)
    let buffer = MutableParameterBuffer(zerosFor: layout)
    let weights = PackedWeights(buffer, forTraining: true)
    var workspace = Workspace()
    for round in 0..<2 {
      for k in 0..<layout.count { buffer.base[k] = Float((k * k + round) % 11 - 5) }
      weights.pack()
      for parameter in parameters {
        let (across, down) = (
          workspace.matrix(rows: 2, columns: columns), workspace.matrix(rows: 2, columns: rows)
        )
        let left = workspace.matrix(rows: 2, columns: rows)
        let right = workspace.matrix(rows: 2, columns: columns)
        for k in 0..<2 * rows { left.base[k] = Float(k % 7 - 3) }
        for k in 0..<2 * columns { right.base[k] = Float(k % 5 - 2) }
        across.setProduct(left, weights.packed(parameter))
        down.setProduct(right, weights.packedTranspose(parameter))
        let matrix = weights[parameter]
        for row in 0..<2 {
          // Small whole numbers: every sum is exact.
          for j in 0..<columns {
            #expect(across[row, j] == (0..<rows).reduce(0) { $0 + left[row, $1] * matrix[$1, j] })
          }
          for i in 0..<rows {
            #expect(down[row, i] == (0..<columns).reduce(0) { $0 + right[row, $1] * matrix[i, $1] })
          }
        }
      }
    }
  }
}

import ElmanTensors
import Testing

@Suite struct MatrixQuantizedProductTests {
  /// Every way to call the product, against three loops over whole numbers of -127 … 127 that
  /// reach ±127 in each row and column: their scales are 1 and sums are exact.
  @Test(arguments: [0, 1, 3, 8], [(1, 1), (5, 3), (16, 40), (33, 70)])
  func equalsThreeLoops(rows: Int, shape: (depth: Int, columns: Int)) {
    var workspace = Workspace()
    func numbers(_ rows: Int, _ columns: Int, _ workspace: inout Workspace) -> MutableMatrixView {
      let matrix = workspace.matrix(rows: rows, columns: columns + 3)
      for k in 0..<rows * (columns + 3) { matrix.base[k] = Float((k * k + rows) % 255 - 127) }
      let view = matrix.columns(1..<columns + 1)
      for row in 0..<rows { view[row, 0] = 127 }
      return view
    }
    let (depth, columns) = shape
    let right = numbers(depth, columns, &workspace)
    for column in 0..<columns { right[0, column] = column % 2 == 0 ? 127 : -127 }
    let quantized = QuantizedMatrix(quantizing: right)
    let bias = numbers(1, columns, &workspace)
    let left = numbers(rows, depth, &workspace)
    for scale in [nil, 1 as Float] {
      for (name, start) in [
        ("zero", ProductStart.zero), ("result", .result), ("row", .row(bias.view)),
      ] {
        let result = numbers(rows, columns, &workspace)
        let before = result.elements
        result.setQuantizedProduct(left, quantized, scale: scale, start: start, in: &workspace)
        for i in 0..<rows {
          for j in 0..<columns {
            var expected: Float =
              switch start {
              case .zero: 0
              case .result: before[i * columns + j]
              case .row: bias[0, j]
              }
            for k in 0..<depth { expected += left[i, k] * right[k, j] }
            #expect(result[i, j] == expected, "\(name)")
          }
        }
      }
    }
  }

  @Test func writesOnlyItsColumns() {
    var workspace = Workspace()
    let wide = workspace.zeros(rows: 2, columns: 7)
    let ones = workspace.matrix(rows: 2, columns: 2)
    ones.fill(127)
    let quantized = QuantizedMatrix(quantizing: ones)
    wide.columns(2..<4).setQuantizedProduct(ones, quantized, in: &workspace)
    let sum: Float = 2 * 127 * 127
    #expect(wide.elements == [0, 0, sum, sum, 0, 0, 0, 0, 0, sum, sum, 0, 0, 0])
  }

  @Test func rowsCanBeUsedAgain() {
    var workspace = Workspace()
    let identity = workspace.zeros(rows: 3, columns: 3)
    for k in 0..<3 { identity[k, k] = 127 }
    let quantized = QuantizedMatrix(quantizing: identity)
    let room = workspace.quantizedRows(rows: 4, columns: 3)
    for (rows, value) in [(4, 0.5 as Float), (2, -1), (3, 2)] {
      let left = workspace.matrix(rows: rows, columns: 3)
      left.fill(value)
      let result = workspace.matrix(rows: rows, columns: 3)
      let quantizedRows = room.quantize(left, scale: QuantizedRows.unitScale)
      result.setQuantizedProduct(quantizedRows, quantized)
      let expected = max(-1, min(1, value)) * 127
      #expect(result.elements.allSatisfy { abs($0 - expected) <= 0.51 })
      let last = workspace.matrix(rows: 1, columns: 3)
      last.setQuantizedProduct(quantizedRows.rows(rows - 1..<rows), quantized)
      #expect(last.elements == Array(result.elements.suffix(3)))
    }
  }
}

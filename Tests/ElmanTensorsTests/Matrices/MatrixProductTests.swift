import ElmanTensors
import Testing

@Suite struct MatrixProductTests {
  /// Every way to call the product, against three loops over small whole numbers, where sums are
  /// exact; the operands are ranges of wider matrices' columns.
  @Test(arguments: [0, 1, 3, 8], [(1, 1), (5, 3), (16, 40), (33, 70)])
  func equalsThreeLoops(rows: Int, shape: (depth: Int, columns: Int)) {
    var workspace = Workspace()
    func numbers(_ rows: Int, _ columns: Int, _ workspace: inout Workspace) -> MutableMatrixView {
      let matrix = workspace.matrix(rows: rows, columns: columns + 3)
      for k in 0..<rows * (columns + 3) { matrix.base[k] = Float((k * k + rows) % 13 - 6) }
      return matrix.columns(1..<columns + 1)
    }
    let (depth, columns) = shape
    let right = numbers(depth, columns, &workspace)
    let packed = workspace.pack(right)
    let bias = numbers(1, columns, &workspace)
    for leftTransposed in [false, true] {
      let left =
        leftTransposed ? numbers(depth, rows, &workspace) : numbers(rows, depth, &workspace)
      for (name, start) in [
        ("zero", ProductStart.zero), ("result", .result), ("row", .row(bias.view)),
      ] {
        let result = numbers(rows, columns, &workspace)
        let before = result.elements
        result.setProduct(left, packed, leftTransposed: leftTransposed, start: start)
        for i in 0..<rows {
          for j in 0..<columns {
            var expected: Float =
              switch start {
              case .zero: 0
              case .result: before[i * columns + j]
              case .row: bias[0, j]
              }
            for k in 0..<depth {
              expected += (leftTransposed ? left[k, i] : left[i, k]) * right[k, j]
            }
            #expect(result[i, j] == expected, "\(name), left transposed: \(leftTransposed)")
          }
        }
      }
    }
  }

  @Test func writesOnlyItsColumns() {
    var workspace = Workspace()
    let wide = workspace.zeros(rows: 2, columns: 7)
    let ones = workspace.matrix(rows: 2, columns: 2)
    ones.fill(1)
    wide.columns(2..<4).setProduct(ones, workspace.pack(ones))
    #expect(wide.elements == [0, 0, 2, 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0])
  }
}

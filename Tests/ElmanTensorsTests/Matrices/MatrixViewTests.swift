import ElmanTensors
import Testing

@Suite struct MatrixViewTests {
  /// Calls `body` with a 3 × 4 matrix of 0 to 11.
  private func withMatrix(_ body: (MutableMatrixView) -> Void) {
    var workspace = Workspace()
    let matrix = workspace.matrix(rows: 3, columns: 4)
    for k in 0..<12 { matrix.base[k] = Float(k) }
    body(matrix)
    workspace.reset()
  }

  @Test func viewsRowsAndColumns() {
    withMatrix { matrix in
      #expect(matrix.rows(1..<3).elements == [4, 5, 6, 7, 8, 9, 10, 11])
      #expect(matrix.columns(1..<3).elements == [1, 2, 5, 6, 9, 10])
      #expect(matrix.rows(1..<2).columns(3..<4).elements == [7])
      #expect(matrix.rows(1..<1).elements.isEmpty && matrix.columns(4..<4).elements.isEmpty)
      #expect(Array(matrix.columns(1..<3)[row: 2]) == [9, 10])
      #expect(matrix.columns(1..<3)[2, 0] == 9)
    }
  }

  @Test func knowsWhetherRowsFollowEachOther() {
    withMatrix { matrix in
      #expect(matrix.isContiguous && matrix.rows(1..<3).isContiguous)
      #expect(!matrix.columns(0..<3).isContiguous)
      #expect(matrix.rows(0..<1).columns(0..<3).isContiguous)
    }
  }

  @Test func writesWithinItsRange() {
    withMatrix { matrix in
      matrix.columns(1..<3).fill(-1)
      #expect(matrix.elements == [0, -1, -1, 3, 4, -1, -1, 7, 8, -1, -1, 11])
      matrix.columns(2..<4).copy(from: matrix.columns(0..<2))
      #expect(matrix.elements == [0, -1, 0, -1, 4, -1, 4, -1, 8, -1, 8, -1])
      matrix.copyRow(0, from: matrix, row: 2)
      matrix[1, 1] = 7
      #expect(matrix.elements == [8, -1, 8, -1, 4, 7, 4, -1, 8, -1, 8, -1])
    }
  }

  @Test func describesItsShape() {
    withMatrix { matrix in
      #expect("\(matrix.columns(0..<2))" == "3 × 2 matrix")
      #expect(matrix.hasShape(of: matrix) && !matrix.hasShape(of: matrix.rows(0..<2)))
    }
  }
}

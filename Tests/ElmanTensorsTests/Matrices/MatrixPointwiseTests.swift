import ElmanTensors
import Testing

@Suite struct MatrixPointwiseTests {
  /// Calls `body` with a range of a 2 × 5 matrix's columns, as in [[1, 2, 3], [6, 7, 8]], and checks
  /// that the columns beside it stay as they are.
  private func expect(_ expected: [Float], after body: (MutableMatrixView, inout Workspace) -> Void)
  {
    var workspace = Workspace()
    let wide = workspace.matrix(rows: 2, columns: 5)
    for k in 0..<10 { wide.base[k] = Float(k) }
    body(wide.columns(1..<4), &workspace)
    #expect(wide.columns(1..<4).elements == expected)
    #expect(wide.columns(0..<1).elements == [0, 5] && wide.columns(4..<5).elements == [4, 9])
  }

  @Test func sums() {
    expect([3, 6, 9, 18, 21, 24]) { matrix, workspace in
      let copy = workspace.matrix(rows: 2, columns: 3)
      copy.copy(from: matrix)
      matrix.add(copy, scaledBy: 2)
    }
    expect([7, 9, 11, 6, 7, 8]) { matrix, _ in matrix.addRow(0, from: matrix, row: 1) }
    expect([8, 11, 14, 6, 7, 8]) { matrix, _ in matrix.rows(0..<1).addColumnSums(of: matrix) }
    expect([0.5, 1, 1.5, 3, 3.5, 4]) { matrix, _ in matrix.scale(by: 0.5) }
  }

  @Test func exponentialsAndSoftmax() {
    expect([1, 1, 1, 1, 1, 1]) { matrix, _ in
      matrix.fill(0)
      matrix.applyExponential()
    }
    expect([0.25, 0.25, 0.25, 0.25, 0.25, 0.25]) { matrix, _ in
      matrix.fill(7)
      matrix.applySoftmax()
      matrix.scale(by: 0.75)
    }
  }

  @Test func dropoutRepeatsItsChoices() {
    var workspace = Workspace()
    let matrices = (0..<3).map { _ in
      let matrix = workspace.matrix(rows: 4, columns: 30)
      matrix.fill(1)
      return matrix
    }
    matrices[0].dropOut(rate: 0.5, seed: 1)
    matrices[1].dropOut(rate: 0.5, seed: 1)
    matrices[2].dropOut(rate: 0.5, seed: 2)
    #expect(matrices[0].elements == matrices[1].elements)
    #expect(matrices[0].elements != matrices[2].elements)
    #expect(Set(matrices[0].elements) == [0, 2])
    workspace.reset()
  }
}

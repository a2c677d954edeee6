import ElmanTensors
import Testing

@Suite struct GradientsTests {
  private let layout: ParameterLayout
  private let dense: Parameter
  private let table: Parameter

  init() {
    var layout = ParameterLayout()
    dense = layout.add("dense", rows: 1, columns: 2, use: .dense, .zeros)
    table = layout.add("table", rows: 6, columns: 2, use: .table, .zeros)
    _ = layout.add("other", rows: 4, columns: 1, use: .table, .zeros)
    self.layout = layout
  }

  /// Gradients with [a, b] in the dense parameter and [c, d] in each of the table's rows.
  private func gradients(_ a: Float, _ b: Float, rows: [Int32], _ c: Float, _ d: Float) -> Gradients
  {
    let gradients = Gradients(zerosFor: layout)
    (gradients[dense][0, 0], gradients[dense][0, 1]) = (a, b)
    var workspace = Workspace()
    let matrix = workspace.matrix(rows: rows.count, columns: 2)
    matrix.columns(0..<1).fill(c)
    matrix.columns(1..<2).fill(d)
    gradients.add(matrix, toRows: rows, of: table)
    return gradients
  }

  private func ranges(_ gradients: Gradients) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    gradients.forEachRange { ranges.append($0) }
    return ranges
  }

  @Test func notesTouchedRowsInOrder() {
    let gradients = gradients(1, 2, rows: [4, 0, 4, 4], 1, 10)
    #expect(gradients.touchedRows(of: table) == [4, 0])
    #expect(gradients[table].elements == [1, 10, 0, 0, 0, 0, 0, 0, 3, 30, 0, 0])
    #expect(ranges(gradients) == [0..<2, 10..<12, 2..<4])
  }

  @Test func resetsToZero() {
    let gradients = gradients(1, 2, rows: [4, 0], 1, 10)
    gradients.reset()
    #expect(gradients.buffer.elements.allSatisfy { $0 == 0 })
    #expect(gradients.touchedRows(of: table) == [])
    #expect(ranges(gradients) == [0..<2])
    gradients.add(self.gradients(0, 0, rows: [3, 4], 1, 1))
    #expect(gradients.touchedRows(of: table) == [3, 4])
  }

  @Test func addsAnotherWorkers() {
    let sum = gradients(1, 2, rows: [4, 0], 1, 10)
    sum.add(gradients(5, 6, rows: [0, 5], 2, 20))
    #expect(sum[dense].elements == [6, 8])
    #expect(sum.touchedRows(of: table) == [4, 0, 5])
    #expect(sum[table].elements == [3, 30, 0, 0, 0, 0, 0, 0, 1, 10, 2, 20])
  }

  @Test func normCoversDenseAndTouched() {
    #expect(Gradients(zerosFor: layout).norm == 0)
    #expect(gradients(1, 2, rows: [4], 2, 4).norm == 5)
    // Twice the same row: its gradients are added before they are squared.
    #expect(gradients(0, 0, rows: [2, 2], 1.5, 2).norm == 5)
  }
}

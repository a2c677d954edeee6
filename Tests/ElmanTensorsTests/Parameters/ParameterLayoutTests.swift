import ElmanTensors
import Testing

@Suite struct ParameterLayoutTests {
  @Test func namesShapesAndPlaces() {
    var layout = ParameterLayout()
    let words = layout.add("words", rows: 10, columns: 3, use: .table, .zeros)
    let weights = layout.scope("encoder") { layout in
      layout.scope("0") { $0.add("weights", rows: 3, columns: 4, .zeros) }
    }
    let bias = layout.scope("encoder") { $0.add("bias", rows: 1, columns: 4, use: .dense, .zeros) }
    let last = layout.add("last", rows: 2, columns: 2, .zeros)

    #expect(layout.entries.map(\.name) == ["words", "encoder.0.weights", "encoder.bias", "last"])
    #expect(layout.entries.map(\.parameter) == [words, weights, bias, last])
    #expect([words, weights, bias, last].map(\.range) == [0..<30, 30..<42, 42..<46, 46..<50])
    #expect((weights.offset, weights.rows, weights.columns) == (30, 3, 4))
    #expect(layout.count == 50)
    #expect(layout.tables == [words])
  }

  @Test func denseRangesLeaveOutTables() {
    var layout = ParameterLayout()
    #expect(layout.denseRanges.isEmpty)
    _ = layout.add("a", rows: 2, columns: 2, .zeros)
    _ = layout.add("b", rows: 1, columns: 3, use: .dense, .zeros)
    _ = layout.add("c", rows: 5, columns: 2, use: .table, .zeros)
    _ = layout.add("d", rows: 5, columns: 1, use: .table, .zeros)
    _ = layout.add("e", rows: 1, columns: 6, use: .dense, .zeros)
    #expect(layout.denseRanges == [0..<7, 22..<28])
  }
}

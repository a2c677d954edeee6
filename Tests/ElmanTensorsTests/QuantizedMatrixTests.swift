import ElmanTensors
import Testing

@Suite struct QuantizedMatrixTests {
  @Test(arguments: [0, 1, 5, 16, 70], [0, 1, 17, 64])
  func elementsAreWithinHalfAStep(depth: Int, columns: Int) {
    var workspace = Workspace()
    var random = Random(seed: 1)
    let wide = workspace.matrix(rows: depth, columns: columns + 2)
    for k in 0..<depth * (columns + 2) { wide.base[k] = Float(random.uniform() - 0.5) }
    let matrix = wide.columns(1..<columns + 1)
    let quantized = QuantizedMatrix(quantizing: matrix)
    #expect(quantized.depth == depth && quantized.columns == columns)
    #expect(quantized.scales.count == QuantizedMatrix.scaleCount(columns: columns))
    #expect(
      quantized.panels.count == QuantizedMatrix.panelCount(depth: depth, columns: columns))
    for row in 0..<depth {
      for column in 0..<columns {
        let error = abs(quantized[row, column] - matrix[row, column])
        #expect(error <= quantized.scales[column] * 0.5001)
      }
    }
  }

  @Test func borrowedBytesGiveTheSameProducts() {
    var workspace = Workspace()
    let matrix = workspace.matrix(rows: 9, columns: 21)
    for k in 0..<9 * 21 { matrix.base[k] = Float(k * k % 23 - 11) }
    let owned = QuantizedMatrix(quantizing: matrix)
    let borrowed = QuantizedMatrix(
      borrowing: owned.panels, scales: owned.scales, sums: owned.sums, depth: 9, columns: 21,
      owner: owned)
    let left = workspace.matrix(rows: 4, columns: 9)
    for k in 0..<4 * 9 { left.base[k] = Float(k % 7 - 3) }
    let results = [owned, borrowed].map { quantized in
      let result = workspace.matrix(rows: 4, columns: 21)
      result.setQuantizedProduct(left, quantized, in: &workspace)
      return result.elements
    }
    #expect(results[0] == results[1])
    #expect(borrowed[3, 2] == owned[3, 2])
  }

  /// Bytes that no quantisation makes, as in a file that someone altered.
  @Test func alteredBytesGiveSomeProduct() {
    let panels = [Int8](repeating: -128, count: QuantizedMatrix.panelCount(depth: 6, columns: 3))
    let scales = [Float](repeating: .nan, count: 16)
    let sums = [Int32](repeating: .max, count: 16)
    final class Owner {}
    panels.withUnsafeBufferPointer { panels in
      scales.withUnsafeBufferPointer { scales in
        sums.withUnsafeBufferPointer { sums in
          let quantized = QuantizedMatrix(
            borrowing: panels, scales: scales, sums: sums, depth: 6, columns: 3, owner: Owner())
          var workspace = Workspace()
          let left = workspace.zeros(rows: 2, columns: 6)
          let result = workspace.zeros(rows: 2, columns: 3)
          result.setQuantizedProduct(left, quantized, in: &workspace)
          #expect(result.elements.allSatisfy { $0.isNaN })
        }
      }
    }
  }
}

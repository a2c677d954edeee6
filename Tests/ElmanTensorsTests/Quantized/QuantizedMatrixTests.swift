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
    #expect(quantized.scales.count == columns)
    for row in 0..<depth {
      for column in 0..<columns {
        let error = abs(quantized[row, column] - matrix[row, column])
        #expect(error <= quantized.scales[column] * 0.5001)
      }
    }
  }

  @Test func bytesStandRowAfterRow() {
    let bytes: [Int8] = [1, -2, 3, 4, 127, -127]
    let matrix = QuantizedMatrix(
      bytes: bytes.span, scales: ([0.5, 2, 1] as [Float]).span, depth: 2, columns: 3)
    #expect((0..<3).map { matrix[0, $0] } == [0.5, -4, 3])
    #expect((0..<3).map { matrix[1, $0] } == [2, 254, -127])
  }

  /// Bytes that no quantisation makes, as in a file that someone altered.
  @Test func alteredBytesGiveSomeProduct() {
    let bytes = [Int8](repeating: -128, count: 18)
    let scales: [Float] = [.nan, .infinity, 1]
    let quantized = QuantizedMatrix(bytes: bytes.span, scales: scales.span, depth: 6, columns: 3)
    var workspace = Workspace()
    let left = workspace.matrix(rows: 2, columns: 6)
    left.fill(127)
    let result = workspace.zeros(rows: 2, columns: 3)
    result.setQuantizedProduct(left, quantized, in: &workspace)
    #expect(result[0, 0].isNaN && result[1, 1] == -.infinity)
    #expect(result[0, 2] == -6 * 127 * 128)
  }
}

import CElmanKernels

/// Room for the left-hand side of a product in bytes: rows with the zero point 128 and one scale a
/// row. Like `MatrixView` it is a handle to a workspace's memory.
package struct QuantizedRows {
  let bytes: UnsafeMutablePointer<UInt8>
  let scales: UnsafeMutablePointer<Float>
  /// The number of rows.
  package let rows: Int
  /// The number of columns before they were quantised.
  package let columns: Int

  /// The scale of numbers in -1 … 1, such as the hidden states of cells that bound them.
  package static let unitScale: Float = 1 / 127

  /// Quantises a matrix of the same number of columns and at most as many rows, and gives the rows
  /// it filled.
  ///
  /// NaN becomes 0; infinities, and what is too large for the scale, become the largest byte.
  ///
  /// - Parameters:
  ///   - matrix: the rows in single precision.
  ///   - scale: the value of one step in every row, above 0; if nil, each row's largest
  ///     finite magnitude divided by 127.
  @discardableResult
  package func quantize(_ matrix: some Matrix, scale: Float? = nil) -> QuantizedRows {
    precondition(
      matrix.rows <= rows && matrix.columns == columns,
      "\(matrix) in quantised rows of \(rows) × \(columns)")
    if let scale { precondition(scale.isNormal && scale > 0, "a scale of \(scale)") }
    elman_quantize_rows(
      matrix.rows, columns, matrix.view.base, matrix.stride, scale ?? 0, bytes, scales)
    return rows(0..<matrix.rows)
  }

  /// The bytes without the zero point, row after row.
  var signedBytes: [Int8] {
    let stride = elman_quantized_depth(columns)
    return (0..<rows * columns).map {
      Int8(truncatingIfNeeded: Int(bytes[$0 / columns * stride + $0 % columns]) - 128)
    }
  }

  /// The scale of each row.
  var scaleValues: [Float] { Array(UnsafeBufferPointer(start: scales, count: rows)) }

  /// The rows in `range`.
  package func rows(_ range: Range<Int>) -> QuantizedRows {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    return QuantizedRows(
      bytes: bytes + range.lowerBound * elman_quantized_depth(columns),
      scales: scales + range.lowerBound, rows: range.count, columns: columns)
  }
}

extension Workspace {
  /// Room for quantised rows with undefined elements, valid until `reset()`.
  package mutating func quantizedRows(rows: Int, columns: Int) -> QuantizedRows {
    let byteCount = rows * elman_quantized_depth(columns)
    let bytes = UnsafeMutableRawPointer(floats((byteCount + 3) / 4))
      .bindMemory(to: UInt8.self, capacity: byteCount)
    return QuantizedRows(bytes: bytes, scales: floats(rows), rows: rows, columns: columns)
  }

  /// Quantises a matrix, as `QuantizedRows.quantize` does; valid until `reset()`.
  package mutating func quantize(_ matrix: some Matrix, scale: Float? = nil) -> QuantizedRows {
    quantizedRows(rows: matrix.rows, columns: matrix.columns).quantize(matrix, scale: scale)
  }
}

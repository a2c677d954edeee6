/// A row-major matrix of floats that somebody else owns and nobody writes to through this.
///
/// A view is a handle: copying it copies no floats, and it must not outlive its owner. Rows lie
/// `stride` floats apart, so that a range of columns is a view too.
package struct MatrixView: Matrix {
  /// The first element.
  @usableFromInline package let base: UnsafePointer<Float>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The distance between two rows, in floats.
  package let stride: Int

  /// Views `rows` × `columns` floats from `base` on, rows `stride` apart (`columns` unless given).
  @inlinable
  package init(base: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The matrix itself.
  @inlinable package var view: MatrixView { self }

  /// The rows in `range`.
  package func rows(_ range: Range<Int>) -> MatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(self)")
    return MatrixView(
      base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The columns in `range`.
  package func columns(_ range: Range<Int>) -> MatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(self)")
    return MatrixView(
      base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// One row's floats.
  @inlinable
  package subscript(row row: Int) -> UnsafeBufferPointer<Float> {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    return UnsafeBufferPointer(start: base + row * stride, count: columns)
  }

  /// One element.
  @inlinable
  package subscript(row: Int, column: Int) -> Float {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns)
    return base[row * stride + column]
  }
}

/// A row-major matrix of floats in memory that a buffer or a workspace owns and lends for writing.
///
/// Like ``MatrixView`` it is a handle: copies of it write to the same floats, and it must not outlive
/// their owner.
package struct MutableMatrixView: Matrix {
  /// The first element.
  @usableFromInline package let base: UnsafeMutablePointer<Float>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The distance between two rows, in floats.
  package let stride: Int

  /// Views `rows` × `columns` floats from `base` on, rows `stride` apart (`columns` unless given).
  @inlinable
  package init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The matrix for reading alone.
  @inlinable package var view: MatrixView {
    MatrixView(base: base, rows: rows, columns: columns, stride: stride)
  }

  /// The rows in `range`.
  package func rows(_ range: Range<Int>) -> MutableMatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(self)")
    return MutableMatrixView(
      base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The columns in `range`.
  package func columns(_ range: Range<Int>) -> MutableMatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(self)")
    return MutableMatrixView(
      base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// One row's floats.
  @inlinable
  package subscript(row row: Int) -> UnsafeMutableBufferPointer<Float> {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    return UnsafeMutableBufferPointer(start: base + row * stride, count: columns)
  }

  /// One element.
  @inlinable
  package subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      base[row * stride + column] = newValue
    }
  }

  /// Sets every element to `value`.
  package func fill(_ value: Float) {
    for row in 0..<rows { (base + row * stride).update(repeating: value, count: columns) }
  }

  /// Copies the elements of a matrix of the same shape.
  package func copy(from other: some Matrix) {
    precondition(hasShape(of: other), "cannot copy \(other) to \(self)")
    let other = other.view
    for row in 0..<rows { copyRow(row, from: other, row: row) }
  }

  /// Copies `other`'s row `source` to row `row`. Both have the same number of columns.
  package func copyRow(_ row: Int, from other: MutableMatrixView, row source: Int) {
    copyRow(row, from: other.view, row: source)
  }

  /// Copies `other`'s row `source` to row `row`. Both have the same number of columns.
  package func copyRow(_ row: Int, from other: MatrixView, row source: Int) {
    precondition(columns == other.columns && row >= 0 && row < rows)
    precondition(source >= 0 && source < other.rows)
    (base + row * stride).update(from: other.base + source * other.stride, count: columns)
  }
}

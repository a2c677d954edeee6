/// Rows of floats that can be read: what products, sums and copies take.
package protocol Matrix: CustomStringConvertible {
  /// The matrix for reading alone.
  var view: MatrixView { get }
  /// The number of rows.
  var rows: Int { get }
  /// The number of columns.
  var columns: Int { get }
  /// The distance between two rows, in floats.
  var stride: Int { get }
}

extension Matrix {
  /// Tells whether the rows follow each other without a gap.
  @inlinable package var isContiguous: Bool { stride == columns || rows <= 1 }

  /// Tells whether both have the same number of rows and of columns.
  @inlinable
  package func hasShape(of other: some Matrix) -> Bool {
    rows == other.rows && columns == other.columns
  }

  /// The elements, row by row.
  package var elements: [Float] {
    isContiguous
      ? Array(UnsafeBufferPointer(start: view.base, count: rows * columns))
      : (0..<rows).flatMap { Array(view[row: $0]) }
  }

  /// The shape, as in `3 × 4 matrix`.
  package var description: String { "\(rows) × \(columns) matrix" }
}

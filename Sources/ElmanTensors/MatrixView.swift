/// A row-major matrix of floats in memory that a buffer or a workspace owns.
///
/// A view is a handle: copying it copies no floats, and it must not outlive its owner. Rows lie
/// `stride` floats apart, so that a range of columns is a view too.
public struct MatrixView {
  /// The first element.
  public let base: UnsafeMutablePointer<Float>
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The distance between two rows, in floats.
  public let stride: Int

  /// Views `rows` × `columns` floats from `base` on, rows `stride` apart (`columns` unless given).
  public init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The rows in `range`.
  public func rows(_ range: Range<Int>) -> MatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(self)")
    return MatrixView(
      base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// The columns in `range`.
  public func columns(_ range: Range<Int>) -> MatrixView {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(self)")
    return MatrixView(
      base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// One row's floats.
  @inlinable
  public subscript(row row: Int) -> UnsafeMutableBufferPointer<Float> {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    return UnsafeMutableBufferPointer(start: base + row * stride, count: columns)
  }

  /// One element.
  @inlinable
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      base[row * stride + column] = newValue
    }
  }

  /// Tells whether the rows follow each other without a gap.
  public var isContiguous: Bool { stride == columns || rows <= 1 }

  /// Sets every element to `value`.
  public func fill(_ value: Float) {
    for row in 0..<rows { (base + row * stride).update(repeating: value, count: columns) }
  }

  /// Copies the elements of a matrix of the same shape.
  public func copy(from other: MatrixView) {
    precondition(hasShape(of: other), "cannot copy \(other) to \(self)")
    for row in 0..<rows {
      (base + row * stride).update(from: other.base + row * other.stride, count: columns)
    }
  }

  /// Copies `other`'s row `source` to row `row`. Both have the same number of columns.
  @inlinable
  public func copyRow(_ row: Int, from other: MatrixView, row source: Int) {
    precondition(columns == other.columns && row >= 0 && row < rows)
    precondition(source >= 0 && source < other.rows)
    (base + row * stride).update(from: other.base + source * other.stride, count: columns)
  }

  /// Tells whether both have the same number of rows and of columns.
  public func hasShape(of other: MatrixView) -> Bool {
    rows == other.rows && columns == other.columns
  }

  /// The elements, row by row.
  public var elements: [Float] {
    isContiguous
      ? Array(UnsafeBufferPointer(start: base, count: rows * columns))
      : (0..<rows).flatMap { Array(self[row: $0]) }
  }
}

extension MatrixView: CustomStringConvertible {
  /// The shape, as in `3 × 4 matrix`.
  public var description: String { "\(rows) × \(columns) matrix" }
}

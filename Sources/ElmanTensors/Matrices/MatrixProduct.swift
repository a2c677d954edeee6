import CElmanKernels

/// The right-hand side of a matrix product, packed for the kernels in panels.
package struct PackedMatrix {
  let panels: UnsafePointer<Float>
  /// The rows of the matrix that was packed.
  package let depth: Int
  /// The columns of the matrix that was packed.
  package let columns: Int

  /// The floats that a packed matrix takes.
  static func count(depth: Int, columns: Int) -> Int { elman_packed_count(depth, columns) }

  /// Packs a matrix, or its transpose, into `panels`, which has room for `count` floats.
  init(_ matrix: some Matrix, transposed: Bool, into panels: UnsafeMutablePointer<Float>) {
    self.panels = UnsafePointer(panels)
    depth = transposed ? matrix.columns : matrix.rows
    columns = transposed ? matrix.rows : matrix.columns
    elman_pack(depth, columns, matrix.view.base, matrix.stride, transposed, panels)
  }

  /// Views panels that are packed already.
  init(panels: UnsafePointer<Float>, depth: Int, columns: Int) {
    self.panels = panels
    self.depth = depth
    self.columns = columns
  }
}

/// What a product is added to.
package enum ProductStart {
  /// Nothing: the result is overwritten.
  case zero
  /// What the result holds.
  case result
  /// A single row, added to each row of the product: a bias.
  case row(MatrixView)
}

extension MutableMatrixView {
  /// Sets this matrix to `start` + `left` · `right`.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`, or `[depth, rows]` when `leftTransposed`.
  ///   - right: `[depth, columns]`, packed.
  ///   - leftTransposed: whether `left` is read as its transpose.
  ///   - start: what the product is added to.
  package func setProduct(
    _ left: some Matrix, _ right: PackedMatrix, leftTransposed: Bool = false,
    start: ProductStart = .zero
  ) {
    precondition(
      (leftTransposed ? left.columns : left.rows) == rows
        && (leftTransposed ? left.rows : left.columns) == right.depth && right.columns == columns,
      "\(self) = \(left)\(leftTransposed ? " transposed" : "") · \(right.depth) × \(right.columns)")
    let (startBase, startStride) = origin(of: start)
    elman_multiply(
      elman_product(
        rows: rows, columns: columns, depth: right.depth, left: left.view.base,
        left_stride: left.stride, left_transposed: leftTransposed, panels: right.panels,
        start: startBase, start_stride: startStride, result: base, result_stride: stride))
  }

  /// Where the rows of a product's start lie, and how far apart.
  func origin(of start: ProductStart) -> (base: UnsafePointer<Float>?, stride: Int) {
    switch start {
    case .zero: return (nil, 0)
    case .result: return (UnsafePointer(base), stride)
    case .row(let row):
      precondition(row.rows == 1 && row.columns == columns, "a bias of \(row) for \(self)")
      return (row.base, 0)
    }
  }
}

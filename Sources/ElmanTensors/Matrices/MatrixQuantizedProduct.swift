import CElmanKernels

extension MutableMatrixView {
  /// Sets this matrix to `start` + `left` · `right`, computed in bytes.
  ///
  /// The sum over the depth is exact. It is the same on every machine, and so is the result:
  /// `start` + (sum · row scale) · column scale, rounded at each step.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`.
  ///   - right: `[depth, columns]`.
  ///   - start: what the product is added to.
  package func setQuantizedProduct(
    _ left: QuantizedRows, _ right: QuantizedMatrix, start: ProductStart = .zero
  ) {
    precondition(
      left.rows == rows && left.columns == right.depth && right.columns == columns,
      "\(self) = \(left.rows) × \(left.columns) · \(right.depth) × \(right.columns)")
    let (startBase, startStride) = origin(of: start)
    withExtendedLifetime(right) {
      elman_multiply_int8(
        elman_int8_product(
          rows: rows, columns: columns, depth: right.depth, left: left.bytes,
          row_scales: left.scales, panels: right.panelBase, column_scales: right.scaleBase,
          column_sums: right.sumBase, start: startBase, start_stride: startStride, result: base,
          result_stride: stride))
    }
  }

  /// Sets this matrix to `start` + `left` · `right`, computed in bytes, with room for the
  /// quantised `left` from a workspace.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`.
  ///   - right: `[depth, columns]`.
  ///   - scale: the value of one step in every row of `left`; if nil, each row gets its own.
  ///   - start: what the product is added to.
  ///   - workspace: keeps the quantised rows until its `reset()`.
  package func setQuantizedProduct(
    _ left: some Matrix, _ right: QuantizedMatrix, scale: Float? = nil,
    start: ProductStart = .zero, in workspace: inout Workspace
  ) {
    setQuantizedProduct(workspace.quantize(left, scale: scale), right, start: start)
  }
}

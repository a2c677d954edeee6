import ElmanTensors

/// The last state of each direction of a bidirectional layer, side by side: the last row's left
/// half, which was read from left to right, and the first row's right half.
package struct LastStatePooling: Pooling {
  /// The pooling; it has no parameters.
  package init() {}

  /// Maps `[rows, size]`, of which each direction has a half, to `[segments, size]`.
  package func forward(_ input: SegmentedRows, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: PoolingTrace
  ) {
    let output = pass.workspace.matrix(
      rows: input.segments.count, columns: input.values.columns)
    forEachEnd(input) { index, row, columns in
      output.columns(columns).copyRow(index, from: input.values.columns(columns), row: row)
    }
    return (output, PoolingTrace(input: input))
  }

  /// Passes the gradient on to where the states stood; the rest is zero.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: PoolingTrace, in pass: inout Pass
  ) -> MutableMatrixView {
    let values = trace.input.values
    let gradient = pass.workspace.zeros(rows: values.rows, columns: values.columns)
    forEachEnd(trace.input) { index, row, columns in
      gradient.columns(columns).copyRow(row, from: outputGradient.columns(columns), row: index)
    }
    return gradient
  }

  /// Visits, for each segment and direction, the row and the columns of the last state.
  private func forEachEnd(
    _ input: SegmentedRows, _ body: (_ index: Int, _ row: Int, _ columns: Range<Int>) -> Void
  ) {
    let size = input.values.columns
    precondition(size % 2 == 0, "two directions in \(size) columns")
    for (index, segment) in input.segments.enumerated() {
      body(index, segment.upperBound - 1, 0..<size / 2)
      body(index, segment.lowerBound, size / 2..<size)
    }
  }
}

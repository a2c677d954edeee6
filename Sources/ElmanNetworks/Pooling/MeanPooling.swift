import ElmanTensors

/// The mean of a text's rows.
package struct MeanPooling: Pooling {
  /// The pooling; it has no parameters.
  package init() {}

  /// Maps `[rows, size]` to `[segments, size]`.
  package func forward(_ input: SegmentedRows, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: PoolingTrace
  ) {
    let output = pass.workspace.zeros(rows: input.segments.count, columns: input.values.columns)
    for (index, segment) in input.segments.enumerated() {
      for row in segment { output.addRow(index, from: input.values, row: row) }
      output.rows(index..<index + 1).scale(by: 1 / Float(segment.count))
    }
    return (output, PoolingTrace(input: input))
  }

  /// Gives each row an equal share of its text's gradient.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: PoolingTrace, in pass: inout Pass
  ) -> MutableMatrixView {
    let values = trace.input.values
    let gradient = pass.workspace.matrix(rows: values.rows, columns: values.columns)
    for (index, segment) in trace.input.segments.enumerated() {
      outputGradient.rows(index..<index + 1).scale(by: 1 / Float(segment.count))
      for row in segment { gradient.copyRow(row, from: outputGradient, row: index) }
    }
    return gradient
  }
}

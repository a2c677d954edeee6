import ElmanTensors

/// The largest of each column over a text's rows.
///
/// Reference: Collobert and others, 2011, Natural Language Processing (Almost) from Scratch.
package struct MaxPooling: Pooling {
  /// The pooling; it has no parameters.
  package init() {}

  /// Maps `[rows, size]` to `[segments, size]`.
  package func forward(_ input: SegmentedRows, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: PoolingTrace
  ) {
    let values = input.values
    let output = pass.workspace.matrix(rows: input.segments.count, columns: values.columns)
    for (index, segment) in input.segments.enumerated() {
      output.copyRow(index, from: values, row: segment.lowerBound)
      let largest = output[row: index]
      for row in segment.dropFirst() {
        let current = values[row: row]
        // Without a branch, which could not be predicted.
        for column in largest.indices {
          largest[column] = current[column] > largest[column] ? current[column] : largest[column]
        }
      }
    }
    return (output, PoolingTrace(input: input))
  }

  /// Passes the gradient on to where the largest stood, of equal ones to the first; the rest is
  /// zero.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: PoolingTrace, in pass: inout Pass
  ) -> MutableMatrixView {
    let values = trace.input.values
    let gradient = pass.workspace.zeros(rows: values.rows, columns: values.columns)
    var best = [Int](repeating: 0, count: values.columns)
    for (index, segment) in trace.input.segments.enumerated() {
      for column in best.indices { best[column] = segment.lowerBound }
      // Row by row, as the matrix lies in memory.
      for row in segment.dropFirst() {
        for column in best.indices where values[row, column] > values[best[column], column] {
          best[column] = row
        }
      }
      for (column, row) in best.enumerated() {
        gradient[row, column] = outputGradient[index, column]
      }
    }
    return gradient
  }
}

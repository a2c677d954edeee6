import ElmanTensors

/// The largest of each column over a text's rows.
///
/// Reference: Collobert and others, 2011, Natural Language Processing (Almost) from Scratch.
public struct MaxPooling: Pooling {
  /// The pooling; it has no parameters.
  public init() {}

  /// Maps `[rows, size]` to `[segments, size]`.
  public func forward(_ input: SegmentedRows, in pass: inout Pass) -> (
    output: MatrixView, trace: PoolingTrace
  ) {
    let output = pass.workspace.matrix(
      rows: input.segments.count, columns: input.values.columns)
    forEachMaximum(input) { index, row, column in
      output[index, column] = input.values[row, column]
    }
    return (output, PoolingTrace(input: input))
  }

  /// Passes the gradient on to where the largest stood, of equal ones to the first; the rest is
  /// zero.
  public func backward(
    _ outputGradient: MatrixView, through trace: PoolingTrace, in pass: inout Pass
  ) -> MatrixView {
    let values = trace.input.values
    let gradient = pass.workspace.zeros(rows: values.rows, columns: values.columns)
    forEachMaximum(trace.input) { index, row, column in
      gradient[row, column] = outputGradient[index, column]
    }
    return gradient
  }

  /// Visits, for each segment and column, the row of the first largest element.
  private func forEachMaximum(
    _ input: SegmentedRows, _ body: (_ index: Int, _ row: Int, _ column: Int) -> Void
  ) {
    let values = input.values
    var best = [Int](repeating: 0, count: values.columns)
    for (index, segment) in input.segments.enumerated() {
      for column in best.indices { best[column] = segment.lowerBound }
      // Row by row, as the matrix lies in memory.
      for row in segment.dropFirst() {
        for column in best.indices where values[row, column] > values[best[column], column] {
          best[column] = row
        }
      }
      for column in best.indices { body(index, best[column], column) }
    }
  }
}

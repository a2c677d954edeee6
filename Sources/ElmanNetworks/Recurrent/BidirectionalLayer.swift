import ElmanTensors

/// Two recurrent layers over the same input, one a direction; their outputs stand side by side.
///
/// Reference: Schuster and Paliwal, 1997, Bidirectional Recurrent Neural Networks.
package struct BidirectionalLayer: Layer {
  /// The layer that reads from the first step on.
  package let leftToRight: RecurrentLayer
  /// The layer that reads from the last step back.
  package let rightToLeft: RecurrentLayer

  /// Adds both layers' parameters to a layout.
  package init(
    cell: any RecurrentCell, inputSize: Int, hiddenSize: Int, recurrentDropout: Float = 0,
    in layout: inout ParameterLayout
  ) {
    leftToRight = RecurrentLayer(
      cell: cell, direction: .leftToRight, inputSize: inputSize, hiddenSize: hiddenSize,
      dropout: recurrentDropout, in: &layout)
    rightToLeft = RecurrentLayer(
      cell: cell, direction: .rightToLeft, inputSize: inputSize, hiddenSize: hiddenSize,
      dropout: recurrentDropout, in: &layout)
  }

  /// The width of the output: both hidden states.
  package var outputSize: Int { leftToRight.hiddenSize + rightToLeft.hiddenSize }

  /// What backward needs.
  package struct Trace {
    let leftToRight: RecurrentLayer.Trace
    let rightToLeft: RecurrentLayer.Trace
  }

  /// Maps `[rows, inputSize]` to `[rows, outputSize]`, left-to-right first.
  package func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let output = pass.workspace.matrix(rows: input.values.rows, columns: outputSize)
    let trace = Trace(
      leftToRight: leftToRight.forward(
        input, into: output.columns(0..<leftToRight.hiddenSize), in: &pass),
      rightToLeft: rightToLeft.forward(
        input, into: output.columns(leftToRight.hiddenSize..<outputSize), in: &pass))
    return (PackedSequences(values: output, packing: input.packing), trace)
  }

  /// The width of a projected input: the gates of both directions.
  var projectedSize: Int { leftToRight.projectedSize + rightToLeft.projectedSize }

  /// Computes what of the gates of both directions depends on the input alone, left-to-right first.
  func project(_ input: MutableMatrixView, into projected: MutableMatrixView, in pass: inout Pass) {
    let middle = leftToRight.projectedSize
    leftToRight.project(input, into: projected.columns(0..<middle), in: &pass)
    rightToLeft.project(input, into: projected.columns(middle..<projectedSize), in: &pass)
  }

  /// Maps rows of a table of projected inputs to `[rows, outputSize]`, at inference.
  func forward(_ rows: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    let output = pass.workspace.matrix(rows: rows.rows.count, columns: outputSize)
    let middle = leftToRight.projectedSize
    let outputMiddle = leftToRight.hiddenSize
    leftToRight.forward(
      rows, columns: 0..<middle, into: output.columns(0..<outputMiddle), in: &pass)
    rightToLeft.forward(
      rows, columns: middle..<projectedSize, into: output.columns(outputMiddle..<outputSize),
      in: &pass)
    return PackedSequences(values: output, packing: rows.packing)
  }

  /// Returns the gradient of the input, the sum of both directions'.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) -> PackedSequences {
    let packing = trace.leftToRight.packing
    let gradient = pass.workspace.matrix(
      rows: packing.rowCount, columns: leftToRight.inputWeights.rows)
    leftToRight.backward(
      outputGradient.values.columns(0..<leftToRight.hiddenSize), through: trace.leftToRight,
      into: gradient, start: .zero, in: &pass)
    rightToLeft.backward(
      outputGradient.values.columns(leftToRight.hiddenSize..<outputSize),
      through: trace.rightToLeft, into: gradient, start: .result, in: &pass)
    return PackedSequences(values: gradient, packing: packing)
  }
}

/// Sequences whose projected inputs stand in a table, each distinct one once.
package struct ProjectedRows {
  /// `[any number, projectedSize]`.
  package let table: MutableMatrixView
  /// For each packed row of the sequences its row in the table.
  package let rows: [Int32]
  /// Where each step of each sequence lies.
  package let packing: SequencePacking

  /// Pairs sequences with their table.
  package init(table: MutableMatrixView, rows: [Int32], packing: SequencePacking) {
    precondition(rows.count == packing.rowCount)
    self.table = table
    self.rows = rows
    self.packing = packing
  }
}

import ElmanTensors

extension BidirectionalLayer {
  /// Maps rows of a table of projected inputs to `[rows, outputSize]`, at inference, and keeps nothing
  /// but the output: gates and cell states are those of one step, and stay in the cache.
  ///
  /// The bits are those of `forward`.
  func infer(_ rows: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    let output = pass.workspace.matrix(rows: rows.rows.count, columns: outputSize)
    let middle = leftToRight.projectedSize
    leftToRight.infer(
      rows, table: rows.table.columns(0..<middle),
      into: output.columns(0..<leftToRight.hiddenSize), in: &pass)
    rightToLeft.infer(
      rows, table: rows.table.columns(middle..<projectedSize),
      into: output.columns(leftToRight.hiddenSize..<outputSize), in: &pass)
    return PackedSequences(values: output, packing: rows.packing)
  }
}

extension RecurrentLayer {
  fileprivate func infer(
    _ rows: ProjectedRows, table: MatrixView, into output: MatrixView, in pass: inout Pass
  ) {
    let packing = rows.packing
    let width = packing.sequenceCount
    let gates = pass.workspace.matrix(rows: width, columns: projectedSize)
    let recurrent =
      cell.keepsRecurrentProduct
      ? pass.workspace.matrix(rows: width, columns: projectedSize) : nil
    // One for this step and one for the step before.
    var cells =
      cell.hasCellState
      ? (0..<2).map { _ in pass.workspace.matrix(rows: width, columns: hiddenSize) } : []
    let cellTanh =
      cell.hasCellState ? pass.workspace.matrix(rows: width, columns: hiddenSize) : nil
    let bias = recurrentBias.map { pass.weights[$0] }
    let peepholes = peepholes.map { pass.weights[$0] }
    let product = recurrentWeights.map { RecurrentProduct($0, sequenceCount: width, in: &pass) }

    var before: Int?
    for index in 0..<packing.stepCount {
      let step = direction == .leftToRight ? index : packing.stepCount - 1 - index
      let stepRows = packing.rows(ofStep: step)
      let active = 0..<stepRows.count
      for (row, packed) in stepRows.enumerated() {
        gates.copyRow(row, from: table, row: Int(rows.rows[packed]))
      }
      var buffers = StepBuffers(
        gates: gates.rows(active), recurrent: recurrent?.rows(active), recurrentBias: bias,
        peepholes: peepholes, hidden: output.rows(stepRows), cell: cells.first?.rows(active),
        cellTanh: cellTanh?.rows(active))
      if let before {
        // The sequences alive at both steps are the first ones of each.
        let continuing = min(active.count, packing.activeCounts[before])
        let start = packing.offsets[before]
        buffers.continuing = continuing
        buffers.previousHidden = output.rows(start..<start + continuing)
        buffers.previousCell = cells.last?.rows(0..<continuing)
        if let product, let previous = buffers.previousHidden {
          if let recurrent {
            product.set(recurrent.rows(0..<continuing), previous)
          } else {
            product.set(gates.rows(0..<continuing), previous, start: .result)
          }
        }
      }
      cell.step(buffers)
      if cell.hasCellState { cells.swapAt(0, 1) }
      before = step
    }
  }
}

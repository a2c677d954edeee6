import ElmanTensors

extension RecurrentLayer {
  /// Returns the gradient of the input, `[rows, inputSize]`.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) -> PackedSequences {
    let gradient = pass.workspace.matrix(
      rows: trace.packing.rowCount, columns: inputWeights.rows)
    backward(
      outputGradient.values, through: trace, into: gradient, start: .zero, in: &pass)
    return PackedSequences(values: gradient, packing: trace.packing)
  }

  /// The same for the gradient of `output` as forward wrote it, starting the input's gradient from
  /// `start`.
  func backward(
    _ outputGradient: MutableMatrixView, through trace: Trace,
    into inputGradient: MutableMatrixView,
    start: ProductStart, in pass: inout Pass
  ) {
    guard let input = trace.input else { preconditionFailure("backward without the input") }
    let packing = trace.packing
    let carried = pass.workspace.zeros(rows: packing.sequenceCount, columns: hiddenSize)
    let cellGradient =
      structure.states.contains(.cell)
      ? pass.workspace.zeros(rows: packing.sequenceCount, columns: hiddenSize) : nil
    let weights = recurrentWeights.map { pass.packedTranspose($0) }
    let peepholeGradient = peepholes.map { pass.gradient(of: $0) }
    let dropped = trace.dropout.map { _ in
      pass.workspace.matrix(rows: packing.sequenceCount, columns: hiddenSize)
    }

    let (gates, recurrent) = (trace.states.gates.matrix, trace.states.recurrent?.matrix)
    for number in (0..<packing.stepCount).reversed() {
      let step = step(number, of: packing)
      var buffers = self.buffers(at: step, of: packing, trace.states, trace.output, in: pass)
      let rows = buffers.gates.rows
      buffers.outputGradient = outputGradient.rows(packing.rows(ofStep: step))
      buffers.carriedGradient = carried.rows(0..<rows)
      buffers.cellGradient = cellGradient?.rows(0..<rows)
      buffers.peepholeGradient = peepholeGradient
      pass.record?.note(buffers, ofStep: step, of: self)
      cell.stepBackward(buffers)
      guard let weights else { continue }
      let continuing = 0..<buffers.continuing
      let carried = carried.rows(continuing)
      let gateGradient = (buffers.recurrent ?? buffers.gates.columns(recurrentColumns))
        .rows(continuing)
      if let seed = trace.dropout, let dropped {
        let dropped = dropped.rows(continuing)
        dropped.setProduct(gateGradient, weights)
        dropped.dropOut(rate: dropout, seed: seed)
        if structure.passesHiddenOn { carried.add(dropped) } else { carried.copy(from: dropped) }
      } else {
        carried.setProduct(
          gateGradient, weights, start: structure.passesHiddenOn ? .result : .zero)
      }
    }

    let projected = gates.columns(0..<inputWeights.columns)
    inputGradient.setProduct(
      projected, pass.packedTranspose(inputWeights), start: start)
    if !inputColumns.isEmpty { inputGradient.add(gates.columns(inputColumns)) }
    let packed = pass.workspace.pack(projected)
    pass.gradient(of: inputWeights).setProduct(
      input, packed, leftTransposed: true, start: .result)
    if let recurrentWeights {
      let areProjected = recurrent == nil && recurrentColumns == 0..<projected.columns
      pass.gradient(of: recurrentWeights).setProduct(
        previousHidden(of: trace, in: &pass),
        areProjected ? packed : pass.workspace.pack(recurrent ?? gates.columns(recurrentColumns)),
        leftTransposed: true, start: .result)
    }
    pass.gradient(of: bias).addColumnSums(of: gates.columns(biasedColumns))
    if let recurrentBias, let recurrent {
      let biased = structure.recurrentBiasBlocks.columns(
        ofBlocks: hiddenSize, from: structure.recurrentBlocks.lowerBound)
      pass.gradient(of: recurrentBias).addColumnSums(of: recurrent.columns(biased))
    }
  }

  /// For each row what W_hh was multiplied with: the hidden state before it, zero where a sequence
  /// starts.
  private func previousHidden(of trace: Trace, in pass: inout Pass) -> MutableMatrixView {
    let packing = trace.packing
    let previous = pass.workspace.zeros(rows: packing.rowCount, columns: hiddenSize)
    for step in 0..<packing.stepCount {
      guard let before = stepBefore(step, of: packing) else { continue }
      let count = min(packing.activeCounts[step], packing.activeCounts[before])
      let rows = previous.rows(packing.offsets[step]..<packing.offsets[step] + count)
      rows.copy(
        from: trace.output.rows(packing.offsets[before]..<packing.offsets[before] + count))
      if let seed = trace.dropout { rows.dropOut(rate: dropout, seed: seed) }
    }
    return previous
  }
}

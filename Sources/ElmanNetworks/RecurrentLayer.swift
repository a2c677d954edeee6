import ElmanTensors

/// Which way a recurrent layer reads.
public enum Direction: String, Sendable {
  /// From the first step on.
  case leftToRight
  /// From the last step of each sequence back.
  case rightToLeft
}

/// One recurrent layer in one direction: the only time loop.
///
/// One product projects all inputs; then each step takes one product on the sequences that have a
/// previous state, unless the cell has peepholes instead, and one pointwise kernel. Backward
/// mirrors this and ends with one product for each weight matrix (backpropagation through time,
/// over whole sequences).
///
/// Reference: Werbos, 1990, Backpropagation Through Time: What It Does and How to Do It.
public struct RecurrentLayer: Layer {
  /// The cell.
  public let cell: any RecurrentCell
  /// Which way it reads.
  public let direction: Direction
  /// The number of units.
  public let hiddenSize: Int
  /// W_xh, `[inputSize, gateCount · hiddenSize]`, of which the highway is no part where the input
  /// itself is.
  public let inputWeights: Parameter
  /// W_hh, `[hiddenSize, gateCount · hiddenSize]`, of cells without peepholes.
  public let recurrentWeights: Parameter?
  /// v, `[1, peepholeCount · hiddenSize]`, of cells with peepholes.
  public let peepholes: Parameter?
  /// b, `[1, biasedGateCount · hiddenSize]`.
  public let bias: Parameter
  /// b_hn, `[1, hiddenSize]`, of cells that keep the recurrent product apart.
  public let recurrentBias: Parameter?

  /// Adds the layer's parameters to a layout, under the direction's name.
  public init(
    cell: any RecurrentCell, direction: Direction, inputSize: Int, hiddenSize: Int,
    in layout: inout ParameterLayout
  ) {
    self.cell = cell
    self.direction = direction
    self.hiddenSize = hiddenSize
    let inputIsHighway = cell.hasHighway && inputSize == hiddenSize
    let projections = inputIsHighway ? cell.gateCount - 1 : cell.gateCount
    let hasPeepholes = cell.peepholeCount > 0
    (inputWeights, recurrentWeights, peepholes, bias, recurrentBias) = layout.scope(
      direction.rawValue
    ) {
      (
        $0.add(
          "inputWeights", rows: inputSize, columns: projections * hiddenSize,
          .glorotUniform(blocks: projections)),
        hasPeepholes
          ? nil
          : $0.add(
            "recurrentWeights", rows: hiddenSize, columns: cell.gateCount * hiddenSize,
            cell.recurrentInitializer),
        hasPeepholes
          ? $0.add(
            "peepholes", rows: 1, columns: cell.peepholeCount * hiddenSize, use: .dense,
            cell.recurrentInitializer) : nil,
        $0.add(
          "bias", rows: 1, columns: cell.biasedGateCount * hiddenSize, use: .dense,
          cell.initialBias),
        cell.keepsRecurrentProduct
          ? $0.add("recurrentBias", rows: 1, columns: hiddenSize, use: .dense, .zeros) : nil
      )
    }
  }

  /// What backward needs.
  public struct Trace {
    let packing: SequencePacking
    /// Missing where the input came projected already, which inference alone does.
    let input: MatrixView?
    let output: MatrixView
    let gates: MatrixView
    let recurrent: MatrixView?
    let cell: MatrixView?
    let cellTanh: MatrixView?
  }

  /// Maps `[rows, inputSize]` to the hidden states, `[rows, hiddenSize]`.
  public func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let output = pass.workspace.matrix(rows: input.values.rows, columns: hiddenSize)
    let trace = forward(input, into: output, in: &pass)
    return (PackedSequences(values: output, packing: input.packing), trace)
  }

  /// The same, writing to `output`, which may be a range of a wider matrix's columns.
  func forward(_ input: PackedSequences, into output: MatrixView, in pass: inout Pass) -> Trace {
    let gates = pass.workspace.matrix(rows: input.values.rows, columns: projectedSize)
    project(input.values, into: gates, in: &pass)
    return forward(
      input.values, projected: PackedSequences(values: gates, packing: input.packing),
      into: output, in: &pass)
  }

  /// Computes the hidden states from projected inputs, whose memory becomes that of the gates.
  func forward(
    _ input: MatrixView?, projected: PackedSequences, into output: MatrixView, in pass: inout Pass
  ) -> Trace {
    let (gates, packing) = (projected.values, projected.packing)
    let rows = gates.rows
    func perRow(_ needed: Bool, _ columns: Int) -> MatrixView? {
      needed ? pass.workspace.matrix(rows: rows, columns: columns) : nil
    }
    let trace = Trace(
      packing: packing, input: input, output: output, gates: gates,
      recurrent: perRow(cell.keepsRecurrentProduct, gates.columns),
      cell: perRow(cell.hasCellState, hiddenSize),
      cellTanh: perRow(cell.hasCellState, hiddenSize))

    let product = recurrentWeights.map {
      RecurrentProduct($0, sequenceCount: packing.sequenceCount, in: &pass)
    }
    for step in steps(of: packing) {
      let buffers = self.buffers(at: step, of: trace, in: pass)
      if let product, let previous = buffers.previousHidden {
        let continuing = 0..<buffers.continuing
        if let recurrent = buffers.recurrent {
          product.set(recurrent.rows(continuing), previous)
        } else {
          product.set(buffers.gates.rows(continuing), previous, start: .result)
        }
      }
      cell.step(buffers)
    }
    return trace
  }

  /// Returns the gradient of the input, `[rows, inputSize]`.
  public func backward(
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
    _ outputGradient: MatrixView, through trace: Trace, into inputGradient: MatrixView,
    start: ProductStart, in pass: inout Pass
  ) {
    guard let input = trace.input else { preconditionFailure("backward without the input") }
    let packing = trace.packing
    let carried = pass.workspace.zeros(rows: packing.sequenceCount, columns: hiddenSize)
    let cellGradient =
      cell.hasCellState
      ? pass.workspace.zeros(rows: packing.sequenceCount, columns: hiddenSize) : nil
    let weights = recurrentWeights.map { pass.packedTranspose($0) }
    let peepholeGradient = peepholes.map { pass.gradient(of: $0) }

    for step in steps(of: packing).reversed() {
      var buffers = self.buffers(at: step, of: trace, in: pass)
      let rows = buffers.gates.rows
      buffers.outputGradient = outputGradient.rows(packing.rows(ofStep: step))
      buffers.carriedGradient = carried.rows(0..<rows)
      buffers.cellGradient = cellGradient?.rows(0..<rows)
      buffers.peepholeGradient = peepholeGradient
      cell.stepBackward(buffers)
      guard let weights else { continue }
      let continuing = 0..<buffers.continuing
      carried.rows(continuing).setProduct(
        (buffers.recurrent ?? buffers.gates).rows(continuing), weights,
        start: cell.keepsRecurrentProduct ? .result : .zero)
    }

    let projected = trace.gates.columns(0..<inputWeights.columns)
    inputGradient.setProduct(
      projected, pass.packedTranspose(inputWeights), start: start)
    if !inputColumns.isEmpty { inputGradient.add(trace.gates.columns(inputColumns)) }
    let gates = pass.workspace.pack(projected)
    pass.gradient(of: inputWeights).setProduct(
      input, gates, leftTransposed: true, start: .result)
    if let recurrentWeights {
      pass.gradient(of: recurrentWeights).setProduct(
        previousHidden(of: trace, in: &pass),
        trace.recurrent.map { pass.workspace.pack($0) } ?? gates, leftTransposed: true,
        start: .result)
    }
    pass.gradient(of: bias).addColumnSums(of: trace.gates.columns(0..<bias.columns))
    if let recurrentBias, let recurrent = trace.recurrent {
      let candidate = recurrent.columns(2 * hiddenSize..<3 * hiddenSize)
      pass.gradient(of: recurrentBias).addColumnSums(of: candidate)
    }
  }

  /// The columns of the gates that hold the input as it is: the highway, where sizes agree.
  private var inputColumns: Range<Int> { inputWeights.columns..<projectedSize }

  /// The width of a projected input: all gates.
  var projectedSize: Int { cell.gateCount * hiddenSize }

  /// Computes what of the gates depends on the input alone, `[rows, projectedSize]`.
  func project(_ input: MatrixView, into gates: MatrixView, in pass: inout Pass) {
    let projected = gates.columns(0..<inputWeights.columns)
    let weights = pass.weights.factor(inputWeights)
    let bias = pass.weights[bias]
    if bias.columns == projected.columns {
      projected.setProduct(input, weights, start: .row(bias), in: &pass.workspace)
    } else {
      projected.fill(0)
      let biased = projected.columns(0..<bias.columns)
      for row in 0..<biased.rows { biased.copyRow(row, from: bias, row: 0) }
      projected.setProduct(input, weights, start: .result, in: &pass.workspace)
    }
    if !inputColumns.isEmpty { gates.columns(inputColumns).copy(from: input) }
  }

  /// The steps in the order of reading.
  private func steps(of packing: SequencePacking) -> [Int] {
    let steps = Array(0..<packing.stepCount)
    return direction == .leftToRight ? steps : steps.reversed()
  }

  /// The step read before `step`, nil at the start.
  private func stepBefore(_ step: Int, of packing: SequencePacking) -> Int? {
    switch direction {
    case .leftToRight: step > 0 ? step - 1 : nil
    case .rightToLeft: step + 1 < packing.stepCount ? step + 1 : nil
    }
  }

  private func buffers(at step: Int, of trace: Trace, in pass: borrowing Pass) -> StepBuffers {
    let packing = trace.packing
    let rows = packing.rows(ofStep: step)
    var buffers = StepBuffers(
      gates: trace.gates.rows(rows), recurrent: trace.recurrent?.rows(rows),
      recurrentBias: recurrentBias.map { pass.weights[$0] },
      peepholes: peepholes.map { pass.weights[$0] }, hidden: trace.output.rows(rows),
      cell: trace.cell?.rows(rows), cellTanh: trace.cellTanh?.rows(rows))
    if let before = stepBefore(step, of: packing) {
      // The sequences alive at both steps are the first ones of each.
      buffers.continuing = min(packing.activeCounts[step], packing.activeCounts[before])
      let start = packing.offsets[before]
      let previous = start..<start + buffers.continuing
      buffers.previousHidden = trace.output.rows(previous)
      buffers.previousCell = trace.cell?.rows(previous)
    }
    return buffers
  }

  /// For each row the hidden state before it, zero where a sequence starts.
  private func previousHidden(of trace: Trace, in pass: inout Pass) -> MatrixView {
    let packing = trace.packing
    let previous = pass.workspace.zeros(rows: packing.rowCount, columns: hiddenSize)
    for step in 0..<packing.stepCount {
      guard let before = stepBefore(step, of: packing) else { continue }
      let count = min(packing.activeCounts[step], packing.activeCounts[before])
      previous.rows(packing.offsets[step]..<packing.offsets[step] + count).copy(
        from: trace.output.rows(packing.offsets[before]..<packing.offsets[before] + count))
    }
    return previous
  }
}

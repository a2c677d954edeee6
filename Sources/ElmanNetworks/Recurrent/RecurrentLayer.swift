import ElmanTensors

/// Which way a recurrent layer reads.
package enum Direction: String, Sendable {
  /// From the first step on.
  case leftToRight
  /// From the last step of each sequence back.
  case rightToLeft
}

/// One recurrent layer in one direction: the only time loop.
///
/// One product projects all inputs; then each step takes one product on the sequences that have a
/// previous state, if the cell has blocks that see it, and the cell's own pointwise step. Backward
/// mirrors this and ends with one product for each weight matrix (backpropagation through time,
/// over whole sequences).
///
/// Reference: Werbos, 1990, Backpropagation Through Time: What It Does and How to Do It.
package struct RecurrentLayer: Layer {
  /// The cell.
  package let cell: any RecurrentCell
  /// Which way it reads.
  package let direction: Direction
  /// The number of units.
  package let hiddenSize: Int
  /// W_xh, `[inputSize, blocks · hiddenSize]`, of which the highway is no part where the input itself
  /// is.
  package let inputWeights: Parameter
  /// W_hh, `[hiddenSize, blocks that see h · hiddenSize]`, of cells with such blocks.
  package let recurrentWeights: Parameter?
  /// v, `[1, blocks that see c · hiddenSize]`, of cells with peepholes.
  package let peepholes: Parameter?
  /// b, `[1, blocks with a bias · hiddenSize]`.
  package let bias: Parameter
  /// b_h, `[1, blocks with a recurrent bias · hiddenSize]`, of cells with such blocks.
  package let recurrentBias: Parameter?
  /// What the cell says of itself.
  let structure: CellStructure
  /// Dropout, in training, on the hidden states before their product with W_hh, if there is one: one
  /// choice for all steps of a sequence.
  ///
  /// Reference: Gal and Ghahramani, 2016, A Theoretically Grounded Application of Dropout in
  /// Recurrent Neural Networks.
  package let dropout: Float

  /// Adds the layer's parameters to a layout, under the direction's name.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - direction: which way it reads.
  ///   - inputSize: the width of an input.
  ///   - hiddenSize: the number of units.
  ///   - inputInitializer: how W_xh starts, if not with Glorot's uniform numbers.
  ///   - recurrentInitializer: how W_hh starts, if not as the cell would have it.
  ///   - dropout: the rate of dropout on hidden states.
  ///   - layout: gets the parameters.
  package init(
    cell: any RecurrentCell, direction: Direction, inputSize: Int, hiddenSize: Int,
    inputInitializer: Initializer? = nil, recurrentInitializer: Initializer? = nil,
    dropout: Float = 0, in layout: inout ParameterLayout
  ) {
    precondition(dropout >= 0 && dropout < 1, "a dropout rate of \(dropout)")
    self.dropout = dropout
    self.cell = cell
    self.direction = direction
    self.hiddenSize = hiddenSize
    let structure = cell.structure
    self.structure = structure
    let projections = structure.projectedBlocks(inputSize: inputSize, hiddenSize: hiddenSize).count
    (inputWeights, recurrentWeights, peepholes, bias, recurrentBias) = layout.scope(
      direction.rawValue
    ) { layout in
      func add(_ name: String, _ blocks: Range<Int>, _ initializer: Initializer) -> Parameter? {
        guard !blocks.isEmpty else { return nil }
        return layout.add(
          name, rows: 1, columns: blocks.count * hiddenSize, use: .dense, initializer)
      }
      return (
        layout.add(
          "inputWeights", rows: inputSize, columns: projections * hiddenSize,
          inputInitializer ?? .glorotUniform(blocks: projections)),
        structure.recurrentBlocks.isEmpty
          ? nil
          : layout.add(
            "recurrentWeights", rows: hiddenSize,
            columns: structure.recurrentBlocks.count * hiddenSize,
            recurrentInitializer ?? structure.recurrentInitializer),
        add("peepholes", structure.peepholeBlocks, structure.peepholeInitializer),
        layout.add(
          "bias", rows: 1, columns: structure.biasedBlocks.count * hiddenSize, use: .dense,
          structure.initialBias),
        add("recurrentBias", structure.recurrentBiasBlocks, structure.initialRecurrentBias)
      )
    }
  }

  /// What backward needs.
  package struct Trace {
    let packing: SequencePacking
    /// Missing where the input came projected already, which inference alone does.
    let input: MutableMatrixView?
    let output: MutableMatrixView
    let states: RecurrentStates
    /// The seed of the dropout's choices, if there is dropout.
    let dropout: UInt32?
  }

  /// Maps `[rows, inputSize]` to the hidden states, `[rows, hiddenSize]`.
  package func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let output = pass.workspace.matrix(rows: input.values.rows, columns: hiddenSize)
    let trace = forward(input, into: output, in: &pass)
    return (PackedSequences(values: output, packing: input.packing), trace)
  }

  /// The same, writing to `output`, which may be a range of a wider matrix's columns.
  func forward(_ input: PackedSequences, into output: MutableMatrixView, in pass: inout Pass)
    -> Trace
  {
    let hasDropout = dropout > 0 && pass.mode == .training
    let seed = hasDropout ? UInt32(truncatingIfNeeded: pass.random.next()) : nil
    let states = run(input.packing, into: output, dropout: seed, in: &pass) { rows, gates, pass in
      project(input.values.rows(rows), into: gates, in: &pass)
    }
    return Trace(
      packing: input.packing, input: input.values, output: output, states: states, dropout: seed)
  }

  /// Computes the hidden states from inputs that are projected already, at inference.
  ///
  /// - Parameter columns: those of the table that this layer projected.
  func forward(
    _ projected: ProjectedRows, columns: Range<Int>, into output: MutableMatrixView,
    in pass: inout Pass
  ) {
    let table = projected.table.columns(columns)
    _ = run(projected.packing, into: output, in: &pass) { rows, gates, _ in
      for row in rows {
        gates.copyRow(row - rows.lowerBound, from: table, row: Int(projected.rows[row]))
      }
    }
  }

  /// The rows whose inputs are projected at a time: enough for a fast product, few enough for their
  /// gates to be in the core's cache still when their steps come.
  private static let windowRows = 256

  /// Reads the sequences.
  ///
  /// - Parameters:
  ///   - dropout: the seed of the dropout's choices, if there is dropout.
  ///   - project: sets the gates of some rows to the part that depends on the input alone.
  private func run(
    _ packing: SequencePacking, into output: MutableMatrixView, dropout seed: UInt32? = nil,
    in pass: inout Pass,
    project: (_ rows: Range<Int>, _ gates: MutableMatrixView, _ pass: inout Pass) -> Void
  ) -> RecurrentStates {
    var states = RecurrentStates(
      of: structure, hiddenSize: hiddenSize, packing: packing,
      windowRows: min(packing.rowCount, max(packing.sequenceCount, Self.windowRows)), in: &pass)
    let product = recurrentWeights.map {
      RecurrentProduct(
        $0, sequenceCount: packing.sequenceCount, hiddenIsBounded: structure.hiddenIsBounded,
        in: &pass)
    }
    let dropped = seed.map { _ in
      pass.workspace.matrix(rows: packing.sequenceCount, columns: hiddenSize)
    }
    var projected = 0..<0
    for number in 0..<packing.stepCount {
      let step = step(number, of: packing)
      let rows = packing.rows(ofStep: step)
      if projected.isEmpty || !projected.contains(rows.lowerBound) {
        projected = window(from: number, of: packing)
        states.begin(window: projected)
        project(projected, states.gates.rows(projected), &pass)
      }
      states.begin(step: rows)
      let buffers = self.buffers(at: step, of: packing, states, output, in: pass)
      if let product, var previous = buffers.previousHidden {
        let continuing = 0..<buffers.continuing
        if let dropped, let seed {
          dropped.rows(continuing).copy(from: previous)
          previous = dropped.rows(continuing)
          previous.dropOut(rate: dropout, seed: seed)
        }
        if let recurrent = buffers.recurrent {
          product.set(recurrent.rows(continuing), previous)
        } else {
          let gates = buffers.gates.columns(recurrentColumns).rows(continuing)
          product.set(gates, previous, start: .result)
        }
      }
      cell.step(buffers)
    }
    return states
  }

  /// The rows of as many steps as are projected at a time, from a step on in the order of reading.
  private func window(from number: Int, of packing: SequencePacking) -> Range<Int> {
    var rows = packing.rows(ofStep: step(number, of: packing))
    for next in number + 1..<max(number + 1, packing.stepCount) {
      let more = packing.rows(ofStep: step(next, of: packing))
      guard rows.count + more.count <= Self.windowRows else { break }
      rows = min(rows.lowerBound, more.lowerBound)..<max(rows.upperBound, more.upperBound)
    }
    return rows
  }

  /// The width of a projected input: all gates.
  var projectedSize: Int { structure.blocks.count * hiddenSize }

  /// The columns of the gates that hold the input as it is: the highway, where sizes agree.
  var inputColumns: Range<Int> { inputWeights.columns..<projectedSize }

  /// The columns of the gates that have a bias.
  var biasedColumns: Range<Int> { structure.biasedBlocks.columns(ofBlocks: hiddenSize) }

  /// The columns of the gates that see the previous h.
  var recurrentColumns: Range<Int> {
    structure.recurrentBlocks.columns(ofBlocks: hiddenSize)
  }

  /// Computes what of the gates depends on the input alone, `[rows, projectedSize]`.
  func project(_ input: MutableMatrixView, into gates: MutableMatrixView, in pass: inout Pass) {
    let projected = gates.columns(0..<inputWeights.columns)
    let weights = pass.weights.factor(inputWeights)
    let bias = pass.weights[bias]
    if bias.columns == projected.columns {
      projected.setProduct(input, weights, start: .row(bias), in: &pass.workspace)
    } else {
      let biased = projected.columns(biasedColumns)
      projected.columns(0..<biasedColumns.lowerBound).fill(0)
      projected.columns(biasedColumns.upperBound..<projected.columns).fill(0)
      for row in 0..<biased.rows { biased.copyRow(row, from: bias, row: 0) }
      projected.setProduct(input, weights, start: .result, in: &pass.workspace)
    }
    if !inputColumns.isEmpty { gates.columns(inputColumns).copy(from: input) }
  }

  /// The step that is read at a place in the order of reading.
  func step(_ number: Int, of packing: SequencePacking) -> Int {
    direction == .leftToRight ? number : packing.stepCount - 1 - number
  }

  /// The step read before `step`, nil at the start.
  func stepBefore(_ step: Int, of packing: SequencePacking) -> Int? {
    switch direction {
    case .leftToRight: step > 0 ? step - 1 : nil
    case .rightToLeft: step + 1 < packing.stepCount ? step + 1 : nil
    }
  }

  func buffers(
    at step: Int, of packing: SequencePacking, _ states: RecurrentStates,
    _ output: MutableMatrixView,
    in pass: borrowing Pass
  ) -> StepBuffers {
    let rows = packing.rows(ofStep: step)
    var buffers = StepBuffers(
      gates: states.gates.rows(rows), recurrent: states.recurrent?.rows(rows),
      recurrentBias: recurrentBias.map { pass.weights[$0] },
      peepholes: peepholes.map { pass.weights[$0] }, hidden: output.rows(rows),
      cell: states.cell?.rows(rows), cellTanh: states.cellTanh?.rows(rows))
    if let before = stepBefore(step, of: packing) {
      // The sequences alive at both steps are the first ones of each.
      buffers.continuing = min(packing.activeCounts[step], packing.activeCounts[before])
      let start = packing.offsets[before]
      let previous = start..<start + buffers.continuing
      buffers.previousHidden = output.rows(previous)
      buffers.previousCell = states.previousCell?.rows(previous)
    }
    return buffers
  }
}

import ElmanTensors

/// What the steps of a recurrent layer compute besides the hidden states.
///
/// In training all of it is kept for backward. At inference the next step alone needs it: there is
/// room for the gates of a few steps and for two cell states, which so stay in the core's cache.
struct RecurrentStates {
  /// Gates, `[rows, blocks · size]`.
  private(set) var gates: RowWindow
  /// The recurrent product, where the cell gets it apart.
  private(set) var recurrent: RowWindow?
  /// c of the step that was begun last, of the one before it, and tanh(c), where the cell has them.
  private(set) var cell: RowWindow?
  private(set) var previousCell: RowWindow?
  private(set) var cellTanh: RowWindow?
  private let keepsAll: Bool

  /// - Parameter windowRows: the most rows whose gates are needed at a time, at inference.
  init(
    of structure: CellStructure, hiddenSize: Int, packing: SequencePacking, windowRows: Int,
    in pass: inout Pass
  ) {
    let keepsAll = pass.mode == .training
    self.keepsAll = keepsAll
    func window(_ rows: Int, _ columns: Int) -> RowWindow {
      RowWindow(
        matrix: pass.workspace.matrix(
          rows: keepsAll ? packing.rowCount : rows, columns: columns))
    }
    let sequences = packing.sequenceCount
    gates = window(windowRows, structure.blocks.count * hiddenSize)
    if structure.recurrentProduct == .apart, !structure.recurrentBlocks.isEmpty {
      recurrent = window(sequences, structure.recurrentBlocks.count * hiddenSize)
    }
    if structure.states.contains(.cell) {
      cell = window(sequences, hiddenSize)
      previousCell = keepsAll ? cell : window(sequences, hiddenSize)
    }
    if structure.states.contains(.cellTanh) { cellTanh = window(sequences, hiddenSize) }
  }

  /// Makes room for the gates of these rows.
  mutating func begin(window rows: Range<Int>) {
    if !keepsAll { gates.firstRow = rows.lowerBound }
  }

  /// Makes room for the other states of a step, whose rows these are.
  mutating func begin(step rows: Range<Int>) {
    if keepsAll { return }
    swap(&cell, &previousCell)
    cell?.firstRow = rows.lowerBound
    cellTanh?.firstRow = rows.lowerBound
    recurrent?.firstRow = rows.lowerBound
  }
}

/// Some rows of a matrix that is not there as a whole.
struct RowWindow {
  /// The rows from `firstRow` on.
  let matrix: MutableMatrixView
  /// Which row of the whole stands first.
  var firstRow = 0

  /// The rows in `range`, by their numbers in the whole.
  func rows(_ range: Range<Int>) -> MutableMatrixView {
    matrix.rows(range.lowerBound - firstRow..<range.upperBound - firstRow)
  }
}

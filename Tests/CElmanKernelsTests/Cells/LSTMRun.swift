import CElmanKernels
import Testing

/// The LSTM.
struct LSTMRun: CellRun {
  typealias Twin = LSTMTwin
  let shape: StepShape
  private let gates, previousCell, outputGradient, carriedGradient, cellGradient: [Float]

  init(_ shape: StepShape, seed: UInt64, wild: Bool) {
    self.shape = shape
    var random = SeededRandom(seed, wild: wild)
    let count = shape.rows * shape.size
    gates = random.floats(4 * count, in: -3...3)
    previousCell = random.floats(count, in: -2...2)
    outputGradient = random.floats(count)
    carriedGradient = random.floats(count)
    cellGradient = random.floats(count)
  }

  func run(_ rows: Range<Int>) -> StepResult {
    let (count, size) = (rows.count, shape.size)
    let continuing = min(max(shape.continuing - rows.lowerBound, 0), count)
    let given = gates.rows(rows, width: 4 * size)
    // The kernel may read the continuing rows alone: no more are there, and none for NULL.
    let previous = previousCell.rows(rows, width: size).prefix(continuing * size)
    let carried = carriedGradient.rows(rows, width: size)
    let cellBefore = cellGradient.rows(rows, width: size)
    let output = GuardedMatrix(
      count, size, stride: size + 4, outputGradient.rows(rows, width: size))
    var gates = GuardedMatrix(count, 4 * size, given)
    var cell = GuardedMatrix(count, size)
    var cellTanh = GuardedMatrix(count, size)
    var hidden = GuardedMatrix(count, size, stride: size + 9)
    var cellGradient = GuardedMatrix(count, size, cellBefore)
    let previousArray: [Float]? = continuing == 0 ? nil : Array(previous)

    withOptionalPointer(previousArray) { previous in
      elman_lstm_step(
        count, continuing, size, &gates.storage, previous, &cell.storage, &cellTanh.storage,
        &hidden.storage, hidden.stride)
    }
    let activations = gates.values
    withOptionalPointer(previousArray) { previous in
      elman_lstm_step_backward(
        count, continuing, size, &gates.storage, previous, cellTanh.storage, output.storage,
        output.stride, carried, &cellGradient.storage)
    }
    #expect(gates.canariesAreIntact && cell.canariesAreIntact && cellTanh.canariesAreIntact)
    #expect(hidden.canariesAreIntact && cellGradient.canariesAreIntact)

    var result = StepResult(
      written: activations + cell.values + cellTanh.values + hidden.values + gates.values
        + cellGradient.values)
    result.append(count, size) { row, j in
      let at = row * size + j
      let inputs = (0..<4).map { Double(given[row * 4 * size + $0 * size + j]) }
      return (
        inputs + [row < continuing ? Double(previous[at]) : 0], [hidden[row, j], cell[row, j]],
        [Double(output[row, j]) + Double(carried[at]), Double(cellBefore[at])],
        (0..<4).map { gates[row, $0 * size + j] } + [cellGradient[row, j]]
      )
    }
    return result
  }
}

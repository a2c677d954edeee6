import CElmanKernels
import Testing

/// The simple recurrent unit.
struct SRURun: CellRun {
  typealias Twin = SRUTwin
  let shape: StepShape
  private let isWild: Bool
  private let gates, peepholes, previousCell, outputGradient, cellGradient: [Float]

  init(_ shape: StepShape, seed: UInt64, wild: Bool) {
    self.shape = shape
    isWild = wild
    var random = SeededRandom(seed, wild: wild)
    let count = shape.rows * shape.size
    // x and y are not held to ±1 by a function: what rounding does to r grows with their distance.
    gates = random.floats(4 * count, in: -3...3).enumerated().map { place, value in
      place % (4 * shape.size) < 2 * shape.size ? value : value / 3
    }
    peepholes = random.floats(2 * shape.size)
    previousCell = random.floats(count, in: -2...2)
    outputGradient = random.floats(count)
    cellGradient = random.floats(count)
  }

  func run(_ rows: Range<Int>) -> StepResult {
    let (count, size) = (rows.count, shape.size)
    let scale = Float(SRUTwin.scale)
    let continuing = min(max(shape.continuing - rows.lowerBound, 0), count)
    let given = gates.rows(rows, width: 4 * size)
    // The kernel may read the continuing rows alone: no more are there, and none for NULL.
    let previous = Array(previousCell.rows(rows, width: size).prefix(continuing * size))
    let cellBefore = cellGradient.rows(rows, width: size)
    let output = GuardedMatrix(
      count, size, stride: size + 4, outputGradient.rows(rows, width: size))
    var gates = GuardedMatrix(count, 4 * size, given)
    var cell = GuardedMatrix(count, size)
    var hidden = GuardedMatrix(count, size, stride: size + 9)
    var cellGradient = GuardedMatrix(count, size, cellBefore)
    // What was added before stays in the sum.
    var peepholeGradient = GuardedMatrix(2, size, Array(repeating: 0.25, count: 2 * size))

    withOptionalPointer(continuing == 0 ? nil : previous) { previous in
      elman_sru_step(
        count, continuing, size, &gates.storage, peepholes, scale, previous, &cell.storage,
        &hidden.storage, hidden.stride)
    }
    let activations = gates.values
    withOptionalPointer(continuing == 0 ? nil : previous) { previous in
      elman_sru_step_backward(
        count, continuing, size, &gates.storage, peepholes, scale, previous, cell.storage,
        output.storage, output.stride, &cellGradient.storage, &peepholeGradient.storage)
    }
    #expect(gates.canariesAreIntact && cell.canariesAreIntact && hidden.canariesAreIntact)
    #expect(cellGradient.canariesAreIntact && peepholeGradient.canariesAreIntact)

    var result = StepResult(
      written: activations + cell.values + hidden.values + gates.values + cellGradient.values
        + peepholeGradient.values)
    result.append(count, size) { row, j in
      let at = row * size + j
      let before = row < continuing ? previous[at] : 0
      let gradients = (0..<4).map { gates[row, $0 * size + j] }
      return (
        (0..<4).map { Double(given[row * 4 * size + $0 * size + j]) }
          + [Double(peepholes[j]), Double(peepholes[size + j]), Double(before)],
        [hidden[row, j], cell[row, j]], [Double(output[row, j]), Double(cellBefore[at])],
        // One row's share in the peepholes' gradient; their sum is compared below.
        gradients + [gradients[0] * before, gradients[1] * before, cellGradient[row, j]]
      )
    }
    if !isWild { expectPeepholeGradient(peepholeGradient, equals: result) }
    return result
  }

  private func expectPeepholeGradient(_ computed: GuardedMatrix, equals result: StepResult) {
    for gate in 0..<2 {
      for j in 0..<shape.size {
        let shares = zip(result.inputs, result.outputGradients).map { inputs, gradients in
          SRUTwin.backward(inputs[j], outputGradients: gradients[j])[4 + gate]
        }
        let sum = shares.reduce(0.25, +)
        #expect(abs(Double(computed[gate, j]) - sum) < 5e-6)
      }
    }
  }
}

import CElmanKernels
import Testing

/// The GRU.
struct GRURun: CellRun {
  typealias Twin = GRUTwin
  let shape: StepShape
  private let gates, recurrent, bias, previous, outputGradient, carriedGradient: [Float]

  init(_ shape: StepShape, seed: UInt64, wild: Bool) {
    self.shape = shape
    var random = SeededRandom(seed, wild: wild)
    let count = shape.rows * shape.size
    gates = random.floats(3 * count, in: -3...3)
    recurrent = random.floats(3 * count, in: -2...2)
    bias = random.floats(shape.size)
    previous = random.floats(count)
    outputGradient = random.floats(count)
    carriedGradient = random.floats(count)
  }

  func run(_ rows: Range<Int>) -> StepResult {
    let (count, size) = (rows.count, shape.size)
    let continuing = min(max(shape.continuing - rows.lowerBound, 0), count)
    let given = gates.rows(rows, width: 3 * size)
    // Rows that do not continue hold rubbish, which must not be read.
    var recurrentGiven = self.recurrent.rows(rows, width: 3 * size)
    for at in continuing * 3 * size..<count * 3 * size { recurrentGiven[at] = .nan }
    let carriedBefore = carriedGradient.rows(rows, width: size)
    let output = GuardedMatrix(
      count, size, stride: size + 4, outputGradient.rows(rows, width: size))
    let previous = GuardedMatrix(
      continuing, size, stride: size + 2,
      Array(self.previous.rows(rows, width: size).prefix(continuing * size)))
    var gates = GuardedMatrix(count, 3 * size, given)
    var recurrent = GuardedMatrix(count, 3 * size, recurrentGiven)
    var hidden = GuardedMatrix(count, size, stride: size + 9)
    var carried = GuardedMatrix(count, size, carriedBefore)
    let previousStorage = continuing == 0 ? nil : previous.storage

    withOptionalPointer(previousStorage) { pointer in
      elman_gru_step(
        count, continuing, size, &gates.storage, &recurrent.storage, bias, pointer,
        previous.stride, &hidden.storage, hidden.stride)
    }
    let activations = gates.values
    withOptionalPointer(previousStorage) { pointer in
      elman_gru_step_backward(
        count, continuing, size, &gates.storage, &recurrent.storage, pointer, previous.stride,
        output.storage, output.stride, &carried.storage)
    }
    #expect(gates.canariesAreIntact && recurrent.canariesAreIntact)
    #expect(hidden.canariesAreIntact && carried.canariesAreIntact)

    var result = StepResult(
      written: activations + hidden.values + gates.values + recurrent.values + carried.values)
    result.append(count, size) { row, j in
      let at = row * size + j
      let continues = row < continuing
      let inputs = (0..<3).map { Double(given[row * 3 * size + $0 * size + j]) }
      let products = (0..<3).map {
        continues ? Double(recurrentGiven[row * 3 * size + $0 * size + j]) : 0
      }
      let recurrentGradients = (0..<3).map { recurrent[row, $0 * size + j] }
      return (
        inputs + products + [Double(bias[j]), continues ? Double(previous[row, j]) : 0],
        [hidden[row, j]], [Double(output[row, j]) + Double(carriedBefore[at])],
        (0..<3).map { gates[row, $0 * size + j] } + recurrentGradients
          // The bias of q shares the gradient of the n block.
          + [recurrentGradients[2], carried[row, j]]
      )
    }
    return result
  }
}

import CElmanKernels
import Testing

/// The Elman cell with a rectifier.
struct RectifierRun: CellRun {
  typealias Twin = RectifierTwin
  let shape: StepShape
  private let gates, outputGradient, carriedGradient: [Float]

  init(_ shape: StepShape, seed: UInt64, wild: Bool) {
    self.shape = shape
    var random = SeededRandom(seed, wild: wild)
    let count = shape.rows * shape.size
    gates = random.floats(count, in: -3...3)
    outputGradient = random.floats(count)
    carriedGradient = random.floats(count)
  }

  func run(_ rows: Range<Int>) -> StepResult {
    let (count, size) = (rows.count, shape.size)
    let given = gates.rows(rows, width: size)
    var gates = GuardedMatrix(count, size, given)
    var hidden = GuardedMatrix(count, size, stride: size + 9)
    let output = GuardedMatrix(
      count, size, stride: size + 4, outputGradient.rows(rows, width: size))
    let carried = carriedGradient.rows(rows, width: size)
    elman_rectifier_step(count, size, gates.storage, &hidden.storage, hidden.stride)
    elman_rectifier_step_backward(
      count, size, &gates.storage, hidden.storage, hidden.stride, output.storage, output.stride,
      carried)
    #expect(hidden.canariesAreIntact && gates.canariesAreIntact)

    var result = StepResult(written: hidden.values + gates.values)
    result.append(count, size) { row, j in
      let at = row * size + j
      return (
        [Double(given[at])], [hidden[row, j]], [Double(output[row, j]) + Double(carried[at])],
        [gates[row, j]]
      )
    }
    return result
  }
}

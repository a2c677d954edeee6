import CElmanKernels
import Testing

/// An activation of the Elman cell: its kernels, and their twin.
protocol ElmanActivation: Sendable {
  associatedtype Twin: CellTwin
  static var forward: (Int, Int, Input, Output, Int) -> Void { get }
  static var backward: (Int, Int, Output, Input, Int, Input, Int, Input) -> Void
  { get }

  typealias Input = UnsafePointer<Float>
  typealias Output = UnsafeMutablePointer<Float>
}

enum TanhActivation: ElmanActivation {
  typealias Twin = TanhTwin
  static var forward: (Int, Int, Input, Output, Int) -> Void { elman_tanh_step }
  static var backward: (Int, Int, Output, Input, Int, Input, Int, Input) -> Void {
    elman_tanh_step_backward
  }
}

enum ReLUActivation: ElmanActivation {
  typealias Twin = ReLUTwin
  static var forward: (Int, Int, Input, Output, Int) -> Void { elman_relu_step }
  static var backward: (Int, Int, Output, Input, Int, Input, Int, Input) -> Void {
    elman_relu_step_backward
  }
}

/// The Elman cell.
struct ElmanRun<Activation: ElmanActivation>: CellRun {
  typealias Twin = Activation.Twin
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
    Activation.forward(count, size, gates.storage, &hidden.storage, hidden.stride)
    Activation.backward(
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

import CElmanKernels
import Testing

/// The size of one time step.
struct StepShape: Sendable {
  let rows: Int
  let continuing: Int
  let size: Int

  static let all: [StepShape] = [
    (0, 0, 5), (1, 0, 1), (1, 1, 5), (2, 1, 15), (3, 3, 16), (4, 2, 17), (5, 0, 31), (6, 5, 33),
    (7, 7, 64), (13, 6, 65), (33, 20, 80), (3, 2, 200),
  ].map { StepShape(rows: $0.0, continuing: $0.1, size: $0.2) }
}

/// What a step and its backward pass gave, row by row.
struct StepResult {
  /// rows of [element] of [input]: the inputs as the twin wants them.
  var inputs: [[[Double]]]
  /// The same of outputs, of output gradients, and of input gradients.
  var outputs: [[[Float]]]
  var outputGradients: [[[Double]]]
  var inputGradients: [[[Float]]]
  /// Every float that the kernels wrote.
  var written: [Float]
}

/// Random inputs of a step, wild ones where asked for, and the run of its kernels over some rows.
protocol CellRun: Sendable {
  associatedtype Twin: CellTwin
  init(_ shape: StepShape, seed: UInt64, wild: Bool)
  var shape: StepShape { get }
  /// Runs forward and backward over these rows.
  func run(_ rows: Range<Int>) -> StepResult
}

extension Array where Element == Float {
  /// The blocks of one row in a matrix without padding.
  func rows(_ range: Range<Int>, width: Int) -> [Float] {
    Array(self[range.lowerBound * width..<range.upperBound * width])
  }
}

struct TanhRun: CellRun {
  typealias Twin = TanhTwin
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
    elman_tanh_step(count, size, gates.storage, &hidden.storage, hidden.stride)
    elman_tanh_step_backward(
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

extension StepResult {
  init(written: [Float]) {
    self.init(inputs: [], outputs: [], outputGradients: [], inputGradients: [], written: written)
  }

  mutating func append(
    _ rows: Int, _ size: Int, _ element: (Int, Int) -> ([Double], [Float], [Double], [Float])
  ) {
    for row in 0..<rows {
      let elements = (0..<size).map { element(row, $0) }
      inputs.append(elements.map(\.0))
      outputs.append(elements.map(\.1))
      outputGradients.append(elements.map(\.2))
      inputGradients.append(elements.map(\.3))
    }
  }
}

/// Passes an array's elements, or NULL.
func withOptionalPointer(_ array: [Float]?, _ body: (UnsafePointer<Float>?) -> Void) {
  guard let array else { return body(nil) }
  array.withUnsafeBufferPointer { body($0.baseAddress) }
}

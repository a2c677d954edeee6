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

/// What a step and its backward pass gave, as [row][element][input or output of the twin].
struct StepResult {
  var inputs: [[[Double]]] = []
  var outputs: [[[Float]]] = []
  var outputGradients: [[[Double]]] = []
  var inputGradients: [[[Float]]] = []
  /// Every float that the kernels wrote.
  var written: [Float]

  /// Asks for these four of each element.
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

/// Random inputs of a step, wild ones where asked for, and the run of its kernels over some rows.
protocol CellRun: Sendable {
  associatedtype Twin: CellTwin
  init(_ shape: StepShape, seed: UInt64, wild: Bool)
  var shape: StepShape { get }
  /// Runs forward and backward over these rows.
  func run(_ rows: Range<Int>) -> StepResult
}

extension Array where Element == Float {
  /// Some rows of a matrix without padding.
  func rows(_ range: Range<Int>, width: Int) -> [Float] {
    Array(self[range.lowerBound * width..<range.upperBound * width])
  }
}

/// Passes an array's elements, or NULL.
func withOptionalPointer(_ array: [Float]?, _ body: (UnsafePointer<Float>?) -> Void) {
  guard let array else { return body(nil) }
  array.withUnsafeBufferPointer { body($0.baseAddress) }
}

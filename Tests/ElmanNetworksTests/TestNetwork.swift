import ElmanLibc
import ElmanNetworks
import ElmanTensors

/// Lengths that try the packing: one step, one sequence, one that ends early, equal lengths, all.
let raggedLengths = [[1], [4], [3, 1], [5, 5, 2], [4, 3, 3, 1]]

/// Below, at and above the kernels' width of 16.
let hiddenSizes = [5, 16, 19]

/// The weights of a layout, set by something other than its initializers, and their gradients.
struct TestNetwork {
  /// What the weights were packed from.
  let parameters: MutableParameterBuffer
  let weights: PackedWeights
  let gradients: Gradients

  /// Weights uniformly in ±0.4, biases too, so that no gradient is zero by symmetry.
  init(random layout: ParameterLayout, seed: UInt64 = 1) {
    var random = Random(seed: seed)
    self.init(layout) { _ in Float(random.uniform() * 0.8 - 0.4) }
  }

  /// Weights by `wave` of their place in the layout.
  init(wave layout: ParameterLayout) { self.init(layout, wave) }

  private init(_ layout: ParameterLayout, _ value: (Int) -> Float) {
    parameters = MutableParameterBuffer(zerosFor: layout)
    for k in 0..<layout.count { parameters.base[k] = value(k) }
    weights = PackedWeights(parameters, forTraining: true)
    gradients = Gradients(zerosFor: layout)
  }

  /// A pass that keeps gradients.
  func trainingPass() -> Pass { Pass(trainingWith: weights, gradients: gradients) }
}

/// Element k of a formula that every language can compute: sin(0.37 k²) / 2.
func wave(_ k: Int) -> Float { Float(sin(Double(k * k) * 0.37) / 2) }

/// `count` numbers uniformly in ±0.5.
func randomFloats(_ count: Int, seed: UInt64) -> [Float] {
  var random = Random(seed: seed)
  return (0..<count).map { _ in Float(random.uniform() - 0.5) }
}

/// `count` ids below `bound`.
func randomIds(_ count: Int, below bound: Int, seed: UInt64) -> [Int32] {
  var random = Random(seed: seed)
  return (0..<count).map { _ in Int32(random.index(below: bound)) }
}

extension Pass {
  /// A matrix of the given elements, row by row.
  mutating func matrix(_ elements: [Float], columns: Int) -> MutableMatrixView {
    let matrix = workspace.matrix(rows: elements.count / columns, columns: columns)
    for (k, element) in elements.enumerated() { matrix.base[k] = element }
    return matrix
  }
}

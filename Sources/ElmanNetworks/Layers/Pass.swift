import ElmanTensors

/// What a pass is for.
package enum Mode: Sendable {
  /// Scores only: no dropout.
  case inference
  /// Scores and gradients: with dropout.
  case training
}

/// One worker's state while one batch goes forward and backward through a network.
///
/// Layers are immutable and shared; whatever changes is here. A pass is never shared between
/// threads.
package struct Pass: ~Copyable {
  /// The weights, which a pass only reads.
  package let weights: any Weights
  /// The same in the form that backward needs; nil at inference.
  private let trainingWeights: PackedWeights?
  /// Where backward adds gradients; nil at inference.
  package let gradients: Gradients?
  /// Memory for outputs and traces.
  package var workspace = Workspace()
  /// Whether this is training or inference.
  package let mode: Mode
  /// The source of dropout's choices.
  package var random: Random

  /// What backward notes of each step of the recurrent layers, for who wants to look at gradients
  /// on their way through time; nil if nobody does.
  package var record: BackpropagationRecord?

  /// Memory for ids and for the traces of layers, used again by each batch.
  private var ids: [Int32] = []
  private var layerTraces: [RecurrentStack.LayerTrace] = []

  /// A pass for inference.
  package init(inferenceWith weights: any Weights) {
    self.weights = weights
    trainingWeights = nil
    gradients = nil
    mode = .inference
    random = Random(seed: 0)
  }

  /// A pass for training.
  package init(trainingWith weights: PackedWeights, gradients: Gradients) {
    self.weights = weights
    trainingWeights = weights
    self.gradients = gradients
    mode = .training
    random = Random(seed: 0)
  }

  /// Takes back the memory of the last batch and sets the random choices of the next.
  package mutating func begin(random: Random = Random(seed: 0)) {
    workspace.reset()
    // The last batch's traces hold memory that the next batch wants to use again.
    layerTraces.removeAll(keepingCapacity: true)
    self.random = random
  }

  /// An empty array, with the memory of the one kept last, if nobody else has that any more.
  mutating func takeIds() -> [Int32] {
    var taken: [Int32] = []
    swap(&taken, &ids)
    taken.removeAll(keepingCapacity: true)
    return taken
  }

  /// Keeps an array's memory for the next batch.
  mutating func keep(_ ids: [Int32]) { self.ids = ids }

  /// An empty array, as `takeIds`.
  mutating func takeLayerTraces() -> [RecurrentStack.LayerTrace] {
    var taken: [RecurrentStack.LayerTrace] = []
    swap(&taken, &layerTraces)
    taken.removeAll(keepingCapacity: true)
    return taken
  }

  /// Keeps an array's memory for the next batch.
  mutating func keep(_ layerTraces: [RecurrentStack.LayerTrace]) {
    self.layerTraces = layerTraces
  }

  /// The transpose of a matrix as the right-hand side of products, for backward.
  func packedTranspose(_ parameter: Parameter) -> PackedMatrix {
    guard let trainingWeights else { preconditionFailure("backward in a pass for inference") }
    return trainingWeights.packedTranspose(parameter)
  }

  /// The gradient of a parameter, to be added to.
  func gradient(of parameter: Parameter) -> MutableMatrixView {
    guard let gradients else { preconditionFailure("backward in a pass for inference") }
    return gradients[parameter]
  }
}

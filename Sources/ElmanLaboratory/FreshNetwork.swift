import ElmanBytes
import ElmanNetworks
import ElmanTensors

/// A recurrent layer over words that has learned nothing yet: how gradients go before the first step
/// of training.
package struct FreshNetwork: Sendable {
  /// What it is called, such as `elman, orthogonal, scale 1.5`.
  package let name: String
  /// The layer.
  package let layer: RecurrentLayer
  /// Its weights.
  package let weights: PackedWeights
  private let words: Embedding
  private let seed: UInt64

  /// A network with random weights.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - hiddenSize: the units, and the size of a word's vector.
  ///   - start: how W_hh starts, if not as the cell would have it.
  ///   - recurrentScale: what W_hh is multiplied by.
  ///   - wordCount: how many words have a vector of their own.
  ///   - seed: of the weights and the loss.
  package init(
    _ cell: LaboratoryCell, hiddenSize: Int, start: RecurrentStart? = nil,
    recurrentScale: Float = 1, wordCount: Int = 1_000, seed: UInt64 = 1
  ) {
    var layout = ParameterLayout()
    words = Embedding("words", count: wordCount, size: hiddenSize, in: &layout)
    let recurrent = cell.cell
    let structure = recurrent.structure
    let own = structure.recurrentInitializer
    layer = RecurrentLayer(
      cell: recurrent, direction: .leftToRight, inputSize: hiddenSize, hiddenSize: hiddenSize,
      recurrentInitializer: start?.initializer(
        hiddenSize: hiddenSize, blockCount: structure.blocks.count, scale: recurrentScale)
        ?? (recurrentScale == 1 ? own : .scaled(own, by: recurrentScale)),
      in: &layout)
    let parameters = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: seed, stream: 0)
    parameters.initialize(with: &random)
    weights = PackedWeights(parameters, forTraining: true)
    self.seed = seed
    var parts = [cell.rawValue]
    if let start { parts.append(start.rawValue) }
    if recurrentScale != 1 { parts.append("scale \(recurrentScale)") }
    name = parts.joined(separator: ", ")
  }

  /// How the gradient of L = u · h_T goes back from a text's last token, where u is a random vector of
  /// length 1.
  package func flow(over tokens: [String]) -> GradientFlow {
    precondition(!tokens.isEmpty, "a text without tokens")
    var numbers: [Spelling: Int32] = [:]
    let ids = tokens.map { token in
      let key = Spelling(token)
      let number = numbers[key] ?? Int32(numbers.count % words.table.rows)
      numbers[key] = number
      return number
    }
    let record = BackpropagationRecord()
    var pass = Pass(
      trainingWith: weights, gradients: Gradients(zerosFor: weights.parameters.layout))
    pass.record = record
    let vectors = words.forward(ids, in: &pass).output
    let (output, trace) = layer.forward(
      PackedSequences(values: vectors, packing: SequencePacking(lengths: [ids.count])), in: &pass)
    let gradient = pass.workspace.zeros(rows: ids.count, columns: layer.hiddenSize)
    for (unit, value) in direction.enumerated() { gradient[ids.count - 1, unit] = value }
    _ = layer.backward(
      PackedSequences(values: gradient, packing: output.packing), through: trace, in: &pass)
    return GradientFlow(name, of: layer, in: record, weights: weights, tokens: tokens)
  }

  /// u.
  var direction: [Float] {
    var random = Random(seed: seed, stream: 1)
    let values = (0..<layer.hiddenSize).map { _ in random.normal() }
    let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return values.map { Float($0 / norm) }
  }
}

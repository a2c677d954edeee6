import ElmanTensors

/// What is done once the gradients of a batch are there: those of the shards are added up, the
/// optimizer takes its step, matrices are packed anew and the average follows.
///
/// Each parameter is the work of one thread, so that the result is the same for any number of them.
struct WeightUpdate: Sendable {
  private let parameters: MutableParameterBuffer
  private let gradients: [Gradients]
  private let weights: PackedWeights
  private let average: WeightAverage?
  /// For each thread its parameters, with all tables in the first part.
  private let parts: [[ParameterLayout.Entry]]
  /// For each parameter, by its place, what the learning rate is multiplied by, if not by one.
  private var rateScales: [Int: Float] = [:]

  /// - Parameters:
  ///   - parameters: what moves.
  ///   - gradients: those of each shard.
  ///   - weights: the same parameters, ready for products.
  ///   - average: what follows the weights.
  init(
    of parameters: MutableParameterBuffer, by gradients: [Gradients], weights: PackedWeights,
    average: WeightAverage?, threads: Int
  ) {
    self.parameters = parameters
    self.gradients = gradients
    self.weights = weights
    self.average = average
    let entries = parameters.layout.entries
    var parts = [entries.filter { $0.use == .table }]
    // Of a table few rows are touched.
    var sizes = [0]
    for _ in 1..<max(1, threads) {
      parts.append([])
      sizes.append(0)
    }
    for entry in entries.sorted(by: { $0.parameter.range.count > $1.parameter.range.count })
    where entry.use != .table {
      let smallest = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
      parts[smallest].append(entry)
      sizes[smallest] += entry.parameter.range.count
    }
    self.parts = parts
  }

  /// Sets what the learning rate is multiplied by for each parameter; one whose rate is 0 stays as it is.
  mutating func scaleRates(_ scale: (ParameterLayout.Entry) -> Float) {
    rateScales = Dictionary(
      uniqueKeysWithValues: parameters.layout.entries.map { ($0.parameter.offset, scale($0)) })
  }

  /// Adds the shards' gradients to the first one's, in their order.
  func addGradients() async {
    await inParts { entries in
      for other in gradients.dropFirst() {
        for entry in entries { gradients[0].add(other, of: entry) }
      }
    }
  }

  /// Takes the optimizer's step.
  ///
  /// - Parameter averageRate: how far the average follows.
  func apply(_ step: some OptimizerStep, averageRate: Float) async {
    average?.begin(rate: averageRate)
    await inParts { entries in
      for entry in entries {
        let rateScale = rateScales[entry.parameter.offset] ?? 1
        if rateScale == 0 { continue }
        average?.prepare(entry, for: gradients[0])
        step.update(entry, of: parameters, by: gradients[0], rateScale: rateScale)
        weights.pack(entry)
        average?.follow(entry)
      }
    }
  }

  private func inParts(_ body: @Sendable @escaping ([ParameterLayout.Entry]) -> Void) async {
    if parts.count == 1 { return body(parts[0]) }
    await withTaskGroup(of: Void.self) { group in
      for part in parts.dropFirst() { group.addTask { body(part) } }
      body(parts[0])
    }
  }
}

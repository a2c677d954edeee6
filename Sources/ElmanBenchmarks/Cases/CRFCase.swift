import ElmanNetworks
import ElmanTensors

/// The CRF head: loss with gradients, best labels, marginals.
struct CRFCase: BenchmarkCase {
  static let name = "crf"
  static let summary = "linear-chain CRF, 32 sequences of 25 tokens"

  let options: BenchmarkOptions

  func run() -> [Row] { [9, 17, 50].map { row(labelCount: $0) } }

  private func row(labelCount: Int) -> Row {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: labelCount, in: &layout)
    let weights = PackedWeights(MutableParameterBuffer(zerosFor: layout), forTraining: true)
    let packing = SequencePacking(lengths: Array(repeating: 25, count: 32))
    var random = Random(seed: 1)
    var memory = Workspace()
    let values = memory.matrix(rows: packing.rowCount, columns: labelCount)
    for row in 0..<values.rows {
      for column in 0..<labelCount { values[row, column] = Float(random.normal()) }
    }
    let scores = PackedSequences(values: values, packing: packing)
    let labels = (0..<packing.rowCount).map { _ in Int32(random.index(below: labelCount)) }

    var training = Pass(trainingWith: weights, gradients: Gradients(zerosFor: layout))
    let loss = stopwatch.median {
      training.begin()
      _ = head.loss(scores, labels: labels, scale: 1, in: &training)
    }
    var inference = Pass(inferenceWith: weights)
    let best = stopwatch.median {
      inference.begin()
      _ = head.decode(scores, in: &inference)
    }
    let marginals = stopwatch.median {
      inference.begin()
      _ = head.probabilities(scores, in: &inference)
    }
    func perToken(_ seconds: Double) -> Double { seconds / Double(packing.rowCount) * 1e9 }
    return Row().with("labels", Double(labelCount), digits: 0)
      .with("loss ns/token", perToken(loss)).with("best labels ns/token", perToken(best))
      .with("marginals ns/token", perToken(marginals))
  }
}

import ElmanEvaluation
import ElmanNetworks
import ElmanTensors
import ElmanTraining

/// Learning to recall over a distance.
struct RecallTask: TrainingTask {
  let layout: ParameterLayout
  let lengths: [Int]
  private let network: RecallNetwork
  private let texts: [[Int32]]
  private let answers: [Int32]
  private let devTexts: [[Int32]]
  private let devAnswers: [Int32]

  /// The share of the dev texts whose answer is right.
  struct Score: DevScore {
    let accuracy: Double
    var selectionValue: Double { accuracy }
    var summary: [String: Double] { ["devAccuracy": accuracy] }
  }

  /// A trained network.
  struct Model: Sendable {
    fileprivate let network: RecallNetwork
    fileprivate let weights: PackedWeights

    /// The share of texts whose answer is right.
    func accuracy(on texts: [[Int32]], _ answers: [Int32]) -> Double {
      var pass = Pass(inferenceWith: weights)
      var right = 0
      for start in stride(from: 0, to: texts.count, by: 100) {
        pass.begin()
        let range = start..<min(start + 100, texts.count)
        let found = network.answers(Array(texts[range]), in: &pass)
        right += zip(found, answers[range]).count { $0 == $1 }
      }
      return Double(right) / Double(max(1, texts.count))
    }
  }

  init(_ remedy: RecallRemedy, _ experiment: RecallExperiment, distance: Int) {
    let grammar = RecallGrammar(experiment.language)
    network = RecallNetwork(
      remedy, wordCount: grammar.words.count, answerCount: grammar.facts.count,
      hiddenSize: experiment.hiddenSize, recurrentScale: experiment.recurrentScale)
    layout = network.layout
    (texts, answers) = experiment.texts(.train, grammar, distance: distance)
    (devTexts, devAnswers) = experiment.texts(.dev, grammar, distance: distance)
    lengths = texts.map(\.count)
  }

  func predictionCount(_ examples: [Int]) -> Int { examples.count }

  func makeScratch() {}

  func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Void,
    in pass: inout Pass
  ) -> Double {
    network.learn(
      examples.map { texts[$0] }, answers: examples.map { answers[$0] }, scale: scale, in: &pass)
  }

  func model(_ weights: ParameterBuffer) -> (model: Model, score: Score) {
    let model = Model(network: network, weights: PackedWeights(weights, forTraining: false))
    return (model, Score(accuracy: model.accuracy(on: devTexts, devAnswers)))
  }
}

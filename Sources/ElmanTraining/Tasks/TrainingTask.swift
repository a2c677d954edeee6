import ElmanEvaluation
import ElmanNetworks
import ElmanTensors

/// What a training run needs of a task: examples, their gradients, a model out of weights, and its
/// score.
package protocol TrainingTask<Model, Score>: Sendable {
  /// What is trained.
  associatedtype Model: Sendable
  /// How good a model is on the dev corpus.
  associatedtype Score: DevScore
  /// What a worker uses again from batch to batch.
  associatedtype Scratch

  /// The network's parameters.
  var layout: ParameterLayout { get }
  /// For each example of the training corpus the number of its tokens.
  var lengths: [Int] { get }

  /// Sets the parameters that do not start by chance, such as vectors learned elsewhere.
  func start(_ parameters: MutableParameterBuffer)

  /// How deep a parameter lies in the model that training starts from: 0 for its highest layer; `nil` for one that
  /// starts by chance.
  func startedDepth(of entry: ParameterLayout.Entry) -> Int?

  /// How many labels are to be predicted in some examples; the loss is their mean.
  func predictionCount(_ examples: [Int]) -> Int

  /// The scratch space that a worker starts with.
  func makeScratch() -> Scratch

  /// Adds the gradients of `scale` times the loss of some examples to the pass.
  ///
  /// - Parameters:
  ///   - examples: the numbers of the examples.
  ///   - batch: all examples of the batch that these are a part of.
  ///   - scale: what the gradients are multiplied by.
  ///   - scratch: what the worker uses again.
  ///   - pass: a pass for training.
  /// - Returns: the loss, summed over predictions.
  func learn(
    _ examples: [Int], of batch: [Int], scale: Float, using scratch: inout Scratch,
    in pass: inout Pass
  ) -> Double

  /// A model with the given weights, and its score on the dev corpus.
  func model(_ weights: ParameterBuffer) -> (model: Model, score: Score)
}

extension TrainingTask {
  /// All parameters start by chance.
  package func start(_ parameters: MutableParameterBuffer) {}

  /// No parameter does.
  package func startedDepth(of entry: ParameterLayout.Entry) -> Int? { nil }
}

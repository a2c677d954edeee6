import CElmanKernels
import ElmanTensors

/// The Adam optimizer with decoupled weight decay; of embeddings only the rows of the batch move.
///
/// References: Kingma and Ba, 2015, Adam: A Method for Stochastic Optimization; Loshchilov and
/// Hutter, 2019, Decoupled Weight Decay Regularization.
package final class Adam {
  private let configuration: TrainingConfiguration
  /// The running mean of the gradients.
  let firstMoment: MutableParameterBuffer
  /// The running mean of their squares.
  let secondMoment: MutableParameterBuffer
  /// The steps taken.
  package internal(set) var stepCount = 0

  /// An optimizer that has taken no step.
  package init(_ configuration: TrainingConfiguration, layout: ParameterLayout) {
    self.configuration = configuration
    firstMoment = MutableParameterBuffer(zerosFor: layout)
    secondMoment = MutableParameterBuffer(zerosFor: layout)
  }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - gradients: of the batch.
  ///   - learningRate: the rate of this step, as scheduled.
  ///   - weights: what moves.
  /// - Returns: the gradient's norm before clipping.
  @discardableResult
  package func step(
    _ gradients: Gradients, learningRate: Float, weights: MutableParameterBuffer
  ) -> Double {
    let step = begin(norm: gradients.norm, learningRate: learningRate)
    for entry in weights.layout.entries { step.update(entry, of: weights, by: gradients) }
    return step.norm
  }

  /// Begins a step, which is to be taken for each parameter once.
  ///
  /// - Parameter norm: the gradient's norm.
  func begin(norm: Double, learningRate: Float) -> Step {
    stepCount += 1
    let limit = Double(configuration.maximumGradientNorm)
    let firstCorrection = 1 - power(configuration.firstDecay, stepCount)
    let secondCorrection = (1 - power(configuration.secondDecay, stepCount)).squareRoot()
    let rate = learningRate * secondCorrection / firstCorrection
    let scales = elman_adam_step(
      learning_rate: rate, first_decay: configuration.firstDecay,
      second_decay: configuration.secondDecay,
      epsilon: configuration.epsilon * secondCorrection,
      gradient_scale: norm > limit ? Float(limit / norm) : 1,
      weight_decay: rate > 0 ? configuration.weightDecay * learningRate / rate : 0)
    return Step(
      norm: norm, scales: scales, firstMoment: firstMoment, secondMoment: secondMoment)
  }

  /// One step. Several threads may take it at a time, each for parameters of its own.
  struct Step: OptimizerStep {
    /// The gradient's norm before clipping.
    let norm: Double
    fileprivate let scales: elman_adam_step
    fileprivate let firstMoment: MutableParameterBuffer
    fileprivate let secondMoment: MutableParameterBuffer

    /// Moves one parameter; of a table only the rows that have gradients.
    ///
    /// - Parameter rateScale: what the learning rate is multiplied by.
    func update(
      _ entry: ParameterLayout.Entry, of weights: MutableParameterBuffer, by gradients: Gradients,
      rateScale: Float = 1
    ) {
      var scales = scales
      scales.learning_rate *= rateScale
      if entry.use == .table { scales.weight_decay = 0 }
      gradients.forEachRange(of: entry) { range in
        let start = range.lowerBound
        elman_adam(
          range.count, scales, gradients.buffer.base + start, firstMoment.base + start,
          secondMoment.base + start, weights.base + start)
      }
    }
  }

  private func power(_ base: Float, _ exponent: Int) -> Float {
    var (result, factor, rest) = (1.0, Double(base), exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return Float(result)
  }
}

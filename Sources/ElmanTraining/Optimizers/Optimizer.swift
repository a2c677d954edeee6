import CElmanKernels
import ElmanTensors

/// How a gradient becomes a step.
public enum OptimizerKind: String, Sendable, CaseIterable, Codable {
  /// Adam: each weight at its own pace, whatever the size of its gradients. An exploding gradient
  /// then makes no exploding step.
  case adam
  /// Plain gradient descent: the step is the learning rate times the gradient.
  ///
  /// Reference: Robbins and Monro, 1951, A Stochastic Approximation Method.
  case sgd
}

/// One step of an optimizer. Several threads may take it at a time, each for parameters of its own.
protocol OptimizerStep: Sendable {
  /// Moves one parameter; of a table only the rows that have gradients.
  ///
  /// - Parameter rateScale: what the learning rate is multiplied by for the parameter.
  func update(
    _ entry: ParameterLayout.Entry, of weights: MutableParameterBuffer, by gradients: Gradients,
    rateScale: Float)
}

/// A step of plain gradient descent, w ← w - rate · g, with decoupled weight decay.
struct DescentStep: OptimizerStep {
  private let rate, gradientScale, weightDecay: Float

  /// - Parameters:
  ///   - norm: the gradient's norm.
  ///   - learningRate: the rate of this step, as scheduled.
  init(_ configuration: TrainingConfiguration, norm: Double, learningRate: Float) {
    let limit = Double(configuration.maximumGradientNorm)
    rate = learningRate
    gradientScale = norm > limit ? Float(limit / norm) : 1
    weightDecay = configuration.weightDecay
  }

  func update(
    _ entry: ParameterLayout.Entry, of weights: MutableParameterBuffer, by gradients: Gradients,
    rateScale: Float = 1
  ) {
    let rate = rate * rateScale
    gradients.forEachRange(of: entry) { range in
      let values = weights.base + range.lowerBound
      if weightDecay > 0, entry.use != .table {
        for index in 0..<range.count { values[index] *= 1 - rate * weightDecay }
      }
      // The gradient is shortened first: its product with a large rate might overflow.
      let gradient = gradients.buffer.base + range.lowerBound
      if gradientScale != 1 { for index in 0..<range.count { gradient[index] *= gradientScale } }
      elman_add_scaled(range.count, -rate, gradient, values)
    }
  }
}

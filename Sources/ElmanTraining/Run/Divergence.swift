/// How a training run came to numbers that are none: mostly gradients explode on their way through
/// time, or steps are too large.
///
/// The step is not taken, so that the weights stay those of the step before.
package struct Divergence: Sendable {
  /// What became infinite or undefined.
  package enum Quantity: String, Sendable {
    /// The loss of a batch.
    case loss
    /// The norm of a batch's gradient.
    case gradientNorm = "gradient's norm"
    /// The weights.
    case weights
  }

  /// What became infinite or undefined.
  package var quantity: Quantity
  /// The epoch, counted from 1.
  package var epoch: Int
  /// The step, counted from 1 over all epochs.
  package var step: Int
  /// The step before, if there was one.
  package var lastStep: StepReport?
  /// The learning rate that the run began with.
  package var learningRate: Float
  /// The norm to which gradients were clipped.
  package var maximumGradientNorm: Float
  /// The epoch whose model is kept; 0 for the weights of the last good step of the first, `nil`
  /// where none is.
  package var keptEpoch: Int?
}

extension Divergence {
  /// What happened, and what to try.
  package var reason: String {
    let before = lastStep.map {
      " (the step before: loss \(Self.short($0.loss)), gradient's norm \(Self.short($0.gradientNorm)))"
    }
    let verb = quantity == .weights ? "are" : "is"
    let limit =
      maximumGradientNorm.isFinite
      ? "now \(Self.short(Double(maximumGradientNorm)))" : "now none"
    // Clipping that was there has not helped, and cannot help before the first step.
    let advice =
      maximumGradientNorm <= 1 || lastStep == nil
      ? "a learning rate below \(learningRate) or smaller weights to start from"
      : "to clip gradients to a norm of 1 (\(limit)) or a learning rate below \(learningRate)"
    return "the \(quantity.rawValue) \(verb) infinite or undefined"
      + "\(before ?? ""): expected finite numbers; try \(advice)"
  }

  /// Three digits.
  private static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var (mantissa, exponent) = (value.magnitude, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let digits = (mantissa * 100).rounded() / 100
    let sign = value < 0 ? "-" : ""
    if (-2...3).contains(exponent) {
      var scaled = digits
      for _ in 0..<exponent.magnitude { scaled = exponent > 0 ? scaled * 10 : scaled / 10 }
      return "\(sign)\((scaled * 10_000).rounded() / 10_000)"
    }
    return "\(sign)\(digits)e\(exponent)"
  }
}

/// How a training run came to numbers that are none: mostly gradients explode on their way through
/// time, or steps are too large.
///
/// The step is not taken, so that the weights stay those of the step before.
public struct Divergence: Hashable, Sendable {
  /// What became infinite or undefined.
  public enum Quantity: String, Sendable {
    /// The loss of a batch.
    case loss
    /// The norm of a batch's gradient.
    case gradientNorm = "gradient's norm"
    /// The weights.
    case weights
  }

  /// What became infinite or undefined.
  public var quantity: Quantity
  /// The epoch, counted from 1.
  public var epoch: Int
  /// The step, counted from 1 over all epochs.
  public var step: Int
  /// The step before, if there was one.
  public var lastStep: StepReport?
  /// The learning rate that the run began with.
  public var learningRate: Float
  /// The norm to which gradients were clipped.
  public var maximumGradientNorm: Float
  /// The epoch whose model is kept; 0 for the weights of the last good step of the first, `nil`
  /// where none is.
  public var keptEpoch: Int?
}

extension Divergence: CustomStringConvertible {
  /// One line: what happened, what to try, what is kept.
  public var description: String {
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
    let kept =
      switch keptEpoch {
      case nil: "no model"
      case 0?: "the model of the last good step"
      case let epoch?: "the model of epoch \(epoch)"
      }
    return "epoch \(epoch), step \(step): the \(quantity.rawValue) \(verb) infinite or undefined"
      + "\(before ?? ""): expected finite numbers; try \(advice); \(kept) is kept"
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

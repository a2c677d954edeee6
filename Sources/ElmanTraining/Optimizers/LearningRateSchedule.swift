import ElmanLibc

/// How the learning rate falls from its highest value over a training run.
public enum LearningRateSchedule: String, Sendable, CaseIterable, Codable {
  /// Not at all.
  case constant
  /// In a straight line, to zero.
  case linear
  /// Along half a cosine, to zero.
  ///
  /// Reference: Loshchilov and Hutter, 2017, SGDR: Stochastic Gradient Descent with Warm Restarts.
  case cosine

  /// The factor on the highest learning rate at a step.
  ///
  /// - Parameters:
  ///   - step: the steps taken before.
  ///   - steps: the steps of the whole run.
  ///   - warmup: the share of all steps in which the rate first rises from zero.
  public func factor(step: Int, of steps: Int, warmup: Float) -> Float {
    let progress = steps > 0 ? Float(step) / Float(steps) : 0
    if progress < warmup { return (Float(step) + 1) / (warmup * Float(steps) + 1) }
    let rest = warmup < 1 ? min(1, (progress - warmup) / (1 - warmup)) : 1
    return switch self {
    case .constant: 1
    case .linear: 1 - rest
    case .cosine: 0.5 * (1 + cos(rest * .pi))
    }
  }
}

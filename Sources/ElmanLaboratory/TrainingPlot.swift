import ElmanBytes
import ElmanPlots
import ElmanTraining

/// What a picture of training logs shows over the steps.
package enum TrainingQuantity: String, Sendable, CaseIterable {
  /// The mean loss of each epoch.
  case loss
  /// The score on the dev corpus after each epoch.
  case score
  /// The loss of each step's batch.
  case stepLoss = "step-loss"
  /// The norm of each step's gradient, before clipping.
  case gradientNorm = "gradient-norm"
  /// The same after clipping.
  case clippedNorm = "clipped-norm"
  /// The learning rate.
  case learningRate = "learning-rate"
  /// The seconds of each step.
  case secondsPerStep = "seconds-per-step"

  /// What stands at the axis.
  fileprivate var label: String {
    switch self {
    case .loss: "mean loss of a prediction in an epoch, in nats"
    case .score: "score on the dev corpus, in per cent"
    case .stepLoss: "mean loss of a prediction in a batch, in nats"
    case .gradientNorm: "norm of a batch's gradient before clipping"
    case .clippedNorm: "norm of a batch's gradient after clipping"
    case .learningRate: "learning rate"
    case .secondsPerStep: "seconds per step"
    }
  }

  /// The value of a line of a log, if it has it.
  fileprivate func value(_ entry: TrainingLog.Entry) -> Double? {
    switch self {
    case .loss: entry.kind == .epoch ? entry.loss : nil
    case .score: entry.kind == .epoch ? entry.score.map { 100 * $0 } : nil
    case .stepLoss: entry.kind == .step ? entry.loss : nil
    case .gradientNorm: entry.gradientNorm
    case .clippedNorm: entry.clippedGradientNorm
    case .learningRate: entry.learningRate.map(Double.init)
    case .secondsPerStep: entry.kind == .step ? entry.secondsPerStep : nil
    }
  }

  /// Whether single values are noise, whose mean tells more; of norms the peaks tell.
  fileprivate var isNoisy: Bool {
    switch self {
    case .stepLoss, .secondsPerStep: true
    case .loss, .score, .gradientNorm, .clippedNorm, .learningRate: false
    }
  }

  /// Whether values are of any size.
  fileprivate var isLogarithmic: Bool {
    switch self {
    case .gradientNorm, .clippedNorm, .secondsPerStep: true
    case .loss, .stepLoss, .score, .learningRate: false
    }
  }
}

extension TrainingQuantity {
  /// The points of a line that still can be told apart.
  private static let mostPoints = 250

  /// The points that are drawn: of many noisy ones the means of neighbours, at the middle of their steps.
  package func points(_ points: [(Double, Double)]) -> [(Double, Double)] {
    guard isNoisy, points.count > Self.mostPoints else { return points }
    let size = (points.count + Self.mostPoints - 1) / Self.mostPoints
    return stride(from: 0, to: points.count, by: size).map { start in
      let part = points[start..<min(start + size, points.count)]
      let sum = part.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      return (sum.0 / Double(part.count), sum.1 / Double(part.count))
    }
  }
}

extension LinePlot {
  /// The picture of one quantity over the steps of training: a line for each run of each log.
  ///
  /// - Parameters:
  ///   - logs: each with its name; a run in a log of several has its own beside it.
  ///   - quantity: what is drawn.
  ///   - isLogarithmic: whether values lie by their ratios; as suits the quantity if `nil`.
  package init(
    training logs: [(name: String, log: TrainingLog)], showing quantity: TrainingQuantity,
    isLogarithmic: Bool? = nil
  ) {
    var series: [Series] = []
    for (name, log) in logs {
      let runOfEntry = log.entries.map { $0.run.map { Spelling($0) } }
      var runs: [Spelling?] = []
      for run in runOfEntry where !runs.contains(run) { runs.append(run) }
      for run in runs {
        let entries = zip(log.entries, runOfEntry).filter { $0.1 == run }.map(\.0)
        let parts = [
          runs.count == 1 || logs.count > 1 ? name : nil, runs.count > 1 ? run?.text : nil,
        ]
        .compactMap(\.self)
        let ending = entries.contains { $0.kind == .diverged } ? " (diverged)" : ""
        series.append(
          Series(
            parts.joined(separator: ": ") + ending,
            points: quantity.points(
              entries.compactMap { entry in
                quantity.value(entry).map { (Double(entry.step), $0) }
              })))
      }
    }
    let isLogarithmic = isLogarithmic ?? quantity.isLogarithmic
    self.init(
      title: series.count > 1 ? "Training runs" : "A training run", x: Axis("steps"),
      y: Axis(
        quantity.label, scale: isLogarithmic ? .logarithmic : .linear,
        includesZero: [.loss, .stepLoss, .learningRate].contains(quantity)),
      series: series)
    width = 560
    height = 320
  }
}

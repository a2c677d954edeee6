import Elman
import ElmanBytes
import ElmanTensors
import ElmanText

/// How often a classifier is right, and how well it knows.
public struct ClassifierScore: DevScore, Sendable {
  /// All texts.
  public private(set) var all = ConfusionCounts()
  /// For each text the probability of the label predicted, and whether that label is right.
  public private(set) var outcomes: [(probability: Float, isCorrect: Bool)] = []

  /// The score of nothing yet.
  public init() {}

  /// Compares what was said of texts with their gold labels.
  public init(of results: [Classification], against gold: [String]) {
    for (result, gold) in zip(results, gold) {
      add(gold: gold, predicted: result.label, probability: result.probability)
    }
  }

  /// The share of texts whose label was found.
  public var accuracy: Double { all.accuracy }

  /// The accuracy.
  public var selectionValue: Double { accuracy }

  /// Accuracy, mean F1 and calibration.
  public var summary: [String: Double] {
    [
      "devAccuracy": accuracy, "devMacroF1": all.macroF1,
      "devCalibrationError": expectedCalibrationError(),
    ]
  }

  /// Whether the most frequent label alone would be right as often.
  package var faults: (lines: [String], isAll: Bool) {
    let fault = all.faultAgainstMajority("labels")
    return ([fault].compactMap(\.self), fault != nil)
  }

  /// Counts one text.
  public mutating func add(gold: String, predicted: String, probability: Float) {
    all.add(gold: gold, predicted: predicted)
    outcomes.append((probability, gold.hasSameBytes(as: predicted)))
  }

  /// How far probability and accuracy lie apart: the mean over bins of equal width of
  /// |accuracy - mean probability|, each bin counting by its texts.
  public func expectedCalibrationError(bins: Int = 15) -> Double {
    CalibrationBins(outcomes, count: bins).expectedError
  }

  /// Where the accuracy lies with 95 % confidence, by drawing texts anew 1,000 times.
  ///
  /// Reference: Efron and Tibshirani, 1993, An Introduction to the Bootstrap.
  public func accuracyInterval(seed: UInt64 = 1) -> ClosedRange<Double> {
    guard !outcomes.isEmpty else { return 0...0 }
    var random = Random(seed: seed)
    let accuracies = (0..<1_000).map { _ in
      let correct = (0..<outcomes.count).count { _ in
        outcomes[random.index(below: outcomes.count)].isCorrect
      }
      return Double(correct) / Double(outcomes.count)
    }.sorted()
    return accuracies[25]...accuracies[974]
  }
}

extension Classifier {
  /// Classifies a corpus's texts and compares the labels.
  public func score(
    on corpus: LabelledCorpus<Document, String>,
    batchSize: Int = ClassifierSession.defaultBatchSize
  ) -> ClassifierScore {
    let session = ClassifierSession(self, batchSize: batchSize)
    return score(of: session.classify(corpus.examples), against: corpus.labels)
  }

  /// Compares what the classifier said of texts with their gold labels.
  ///
  /// Gold labels that are only "negative" and "positive" may be compared with a classifier of finer
  /// sentiments: their probabilities are then added up on either side, and what is neutral is left
  /// aside.
  public func score(of results: [Classification], against gold: [String]) -> ClassifierScore {
    var score = ClassifierScore()
    let hasSides = gold.distinctSpellings == ["negative", "positive"] && labels.count > 2
    let sides = hasSides ? sentiment : nil
    for (result, gold) in zip(results, gold) {
      if let positive = sides?.positiveShare(result.probabilities) {
        score.add(
          gold: gold, predicted: positive > 0.5 ? "positive" : "negative",
          probability: max(positive, 1 - positive))
      } else {
        score.add(gold: gold, predicted: result.label, probability: result.probability)
      }
    }
    return score
  }
}

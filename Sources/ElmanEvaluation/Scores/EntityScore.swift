import ElmanBytes
import ElmanCorpora

/// How many spans are found, counted as the programs of the CoNLL shared tasks count: a span is right if
/// it begins and ends where the gold one does and has its type.
///
/// Reference: Tjong Kim Sang and De Meulder, 2003, Introduction to the CoNLL-2003 Shared Task:
/// Language-Independent Named Entity Recognition (`conlleval`).
public struct EntityScore: Sendable, Hashable {
  /// How well the spans of all types are found together.
  public private(set) var all = MatchCounts()
  /// Tokens.
  public private(set) var tokenCount = 0
  /// Tokens whose label is the gold one.
  public private(set) var correctTokenCount = 0
  /// How far the probabilities of the spans found lie from how often they are right.
  package private(set) var calibration = CalibrationBins()
  private var byType: [Spelling: MatchCounts] = [:]

  /// The score of nothing yet.
  public init() {}

  /// The score of each type that is gold or predicted somewhere, in the order of its bytes.
  public var types: [(type: String, counts: MatchCounts)] {
    byType.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// The mean F1 of the types that are gold somewhere, each counting alike.
  public var macroF1: Double { types.map(\.counts).macroF1 }

  /// The share of tokens whose label is the gold one, prefix included.
  public var tokenAccuracy: Double { share(correctTokenCount, of: tokenCount) }

  /// Counts a sentence by its labels, which may be of any scheme and faulty.
  ///
  /// For the accuracy of tokens, labels are compared as they are: both sides should be in one scheme.
  public mutating func add(gold: [String], predicted: [String], probabilities: [Float] = []) {
    precondition(
      gold.count == predicted.count, "\(predicted.count) labels, \(gold.count) gold ones")
    tokenCount += gold.count
    correctTokenCount += zip(gold, predicted).count { $0.hasSameBytes(as: $1) }
    addSpans(
      gold: LabelledSpan.spans(of: gold), predicted: LabelledSpan.spans(of: predicted),
      probabilities: probabilities)
  }

  /// Counts a sentence by its spans, without its tokens.
  ///
  /// - Parameters:
  ///   - gold: the spans that are right, each once.
  ///   - predicted: the spans that were found, each once.
  ///   - probabilities: for each of those its probability; empty where none are known.
  package mutating func addSpans(
    gold: [LabelledSpan], predicted: [LabelledSpan], probabilities: [Float] = []
  ) {
    precondition(
      probabilities.isEmpty || probabilities.count == predicted.count,
      "\(probabilities.count) probabilities of \(predicted.count) spans")
    let right = Set(gold)
    for span in gold { count(span.type, MatchCounts(gold: 1)) }
    for (index, span) in predicted.enumerated() {
      let isCorrect = right.contains(span)
      count(span.type, MatchCounts(predicted: 1, correct: isCorrect ? 1 : 0))
      if !probabilities.isEmpty {
        calibration.add(probability: probabilities[index], isCorrect: isCorrect)
      }
    }
  }

  private mutating func count(_ type: String, _ more: MatchCounts) {
    all += more
    let type = Spelling(type)
    byType[type] = (byType[type] ?? MatchCounts()) + more
  }
}

extension EntityScore: DevScore {
  /// The F1 of all spans together.
  public var selectionValue: Double { all.f1 }

  /// The name of that.
  public var measure: String { "entity F1" }

  /// Precision, recall and F1 of spans, their calibration, and the accuracy of tokens.
  public var summary: [String: Double] {
    [
      "devEntityPrecision": all.precision, "devEntityRecall": all.recall, "devEntityF1": all.f1,
      "devEntityMacroF1": macroF1, "devEntityCalibrationError": calibration.expectedError,
      "devTokenAccuracy": tokenAccuracy,
    ]
  }
}

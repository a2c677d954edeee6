import ElmanText
import ElmanTraining

/// The scores of labels as tables and as JSON.
struct LabelTable {
  let counts: ConfusionCounts
  /// What is counted: words or texts.
  let unit: String

  /// How wide the column of labels is.
  var width: Int { max(5, counts.labels.map(\.label.harmless.count).max() ?? 0) }

  /// Precision, recall and F1 of each label.
  var scores: [String] {
    let header = "\("label".padded(width))  precision   recall       F1  \(unit.padded(-7))"
    return [header]
      + counts.labels.map { label in
        "\(label.label.harmless.padded(width))  \(Self.percent(label.precision))"
          + "  \(Self.percent(label.recall))  \(Self.percent(label.f1))"
          + "  \(String(label.gold).padded(-7))"
      }
  }

  /// The most frequent confusions.
  func errors(most limit: Int) -> [String] {
    let errors = counts.errors(most: limit)
    if errors.isEmpty { return [] }
    return ["", "most frequent confusions: gold, predicted, \(unit)"]
      + errors.map { confusion, count in
        "\(confusion.gold.harmless.padded(width))"
          + "  \(confusion.predicted.harmless.padded(width))"
          + "  \(String(count).padded(-7))"
      }
  }

  /// How often each gold label, a row, got each label, a column.
  var matrix: [String] {
    let labels = counts.labels.map(\.label)
    let columns = labels.map { max(7, $0.harmless.count) }
    func row(_ name: String, _ cells: [String]) -> String {
      ([name.padded(width)] + zip(cells, columns).map { $0.padded(-$1) }).joined(separator: "  ")
    }
    return ["", "confusion matrix: a row for each gold label, a column for each predicted one"]
      + [row("", labels.map(\.harmless))]
      + labels.map { gold in
        row(
          gold.harmless,
          labels.map { predicted in
            String(
              counts.confusions[ConfusionCounts.Confusion(gold: gold, predicted: predicted)] ?? 0)
          })
      }
  }

  /// A share in per cent.
  static func percent(_ share: Double) -> String { (100 * share).decimals(2).padded(-7) + " %" }

  /// A label's scores, for JSON.
  struct Label: Encodable {
    let precision, recall, f1: Double
    let gold, predicted, correct: Int
  }

  /// How often a gold label got another one, for JSON.
  struct Confusion: Encodable {
    let gold, predicted: String
    let count: Int
  }

  /// For each label its scores.
  var labels: [String: Label] {
    Dictionary(
      uniqueKeysWithValues: counts.labels.map {
        (
          $0.label,
          Label(
            precision: $0.precision, recall: $0.recall, f1: $0.f1, gold: $0.gold,
            predicted: $0.predicted, correct: $0.correct)
        )
      })
  }

  /// The most frequent confusions.
  var confusions: [Confusion] {
    counts.errors(most: 50).map {
      Confusion(gold: $0.confusion.gold, predicted: $0.confusion.predicted, count: $0.count)
    }
  }
}

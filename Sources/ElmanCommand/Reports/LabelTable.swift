import ElmanStreams
import ElmanBytes
import ElmanText
import ElmanEvaluation

/// The scores of labels as tables and as JSON.
///
/// Of labels that look alike each has the code points behind it by which it differs.
struct LabelTable {
  /// What is counted: words or texts.
  let unit: String
  private let counts: ConfusionCounts
  private let labels: [(label: String, counts: MatchCounts)]
  private let names: [Spelling: String]
  /// How wide the column of labels is.
  private let width: Int

  init(counts: ConfusionCounts, unit: String) {
    self.counts = counts
    self.unit = unit
    labels = counts.labels
    let names = LookAlikes.names(of: labels.map(\.label))
    self.names = Dictionary(zip(labels.map { Spelling($0.label) }, names)) { first, _ in first }
    width = max(5, names.map(\.count).max() ?? 0)
  }

  private func name(_ label: String) -> String { names[Spelling(label)] ?? label }

  /// Precision, recall and F1 of each label.
  var scores: [String] {
    let header = "\("label".padded(width))  precision   recall       F1  \(unit.padded(-7))"
    return [header]
      + labels.map { label, counts in
        "\(name(label).padded(width))  \(Self.shares(of: counts))"
          + "  \(String(counts.gold).padded(-7))"
      }
  }

  /// The most frequent confusions.
  func errors(most limit: Int) -> [String] {
    let errors = counts.errors(most: limit)
    if errors.isEmpty { return [] }
    return ["", "most frequent confusions: gold, predicted, \(unit)"]
      + errors.map { error in
        "\(name(error.gold).padded(width))  \(name(error.predicted).padded(width))"
          + "  \(String(error.count).padded(-7))"
      }
  }

  /// More labels than these make a matrix that nobody reads.
  private static let mostColumns = 20
  /// How many confusions are told instead.
  private static let confusionsInsteadOfMatrix = 30

  /// How often each gold label, a row, got each label, a column; of many labels what is confused most.
  var matrix: [String] {
    if labels.count > Self.mostColumns { return errors(most: Self.confusionsInsteadOfMatrix) }
    let labels = labels.map(\.label)
    let columns = labels.map { max(7, name($0).count) }
    func row(_ name: String, _ cells: [String]) -> String {
      ([name.padded(width)] + zip(cells, columns).map { $0.padded(-$1) }).joined(separator: "  ")
    }
    return ["", "confusion matrix: a row for each gold label, a column for each predicted one"]
      + [row("", labels.map(name))]
      + labels.map { gold in
        row(
          name(gold),
          labels.map { predicted in String(counts.count(gold: gold, predicted: predicted)) })
      }
  }

  /// A share in per cent.
  static func percent(_ share: Double) -> String { (100 * share).decimals(2).padded(-7) + " %" }

  /// Precision, recall and F1 side by side.
  static func shares(of counts: MatchCounts) -> String {
    [counts.precision, counts.recall, counts.f1].map(percent).joined(separator: "  ")
  }

  /// A label's scores, for JSON.
  struct Label: Encodable {
    let precision, recall, f1: Double
    let gold, predicted, correct: Int

    init(_ counts: MatchCounts) {
      (precision, recall, f1) = (counts.precision, counts.recall, counts.f1)
      (gold, predicted, correct) = (counts.gold, counts.predicted, counts.correct)
    }
  }

  /// How often a gold label got another one, for JSON.
  struct Confusion: Encodable {
    let gold, predicted: String
    let count: Int
  }

  /// For each label its scores. The keys are names, since a key of an object stands for all that look
  /// like it.
  var scoresByName: [String: Label] {
    Dictionary(labels.map { (name($0.label), Label($0.counts)) }) { first, _ in first }
  }

  /// The most frequent confusions.
  var confusions: [Confusion] {
    counts.errors(most: 50).map {
      Confusion(gold: $0.gold, predicted: $0.predicted, count: $0.count)
    }
  }
}

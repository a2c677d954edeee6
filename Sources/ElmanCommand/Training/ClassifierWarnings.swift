import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// What is doubtful about the corpora of a classifier.
struct ClassifierWarnings {
  private var warnings = TrainingWarnings()
  private let refusal: String?

  /// The tokens of a text that two corpora may share by chance.
  private static let shortText = 3
  /// So few texts may each have a label of their own.
  private static let fewTexts = 20
  /// The characters of a label on average that is rather a text.
  private static let longLabel = 60

  init(train: LabelledCorpus<Document, String>, dev: LabelledCorpus<Document, String>) {
    let labels = train.labels.distinctSpellings
    let length =
      labels.reduce(0) { $0 + $1.unicodeScalars.count } / max(1, labels.count)
    let areTexts =
      2 * labels.count > train.labels.count && train.labels.count >= Self.fewTexts
      || length > Self.longLabel
    refusal =
      areTexts
      ? "\(train.path): expected labels, found \(labels.count) different ones for \(train.labels.count) texts, such as"
        + " \((labels.first ?? "").quoted): say which columns are meant, as --label-column 2 --text-column 1"
      : nil
    if areTexts { return }
    addTable(train, dev)
    for corpus in train.path.hasSameBytes(as: dev.path) ? [train] : [train, dev] {
      warnings.add(corpus.repeatedHeaderWarning)
    }
    warnings.addCases(labels, path: train.path)
    warnings.addMajority(train.labels, of: "texts", path: train.path)
    func hashes(_ corpus: LabelledCorpus<Document, String>, longerThan least: Int) -> [Int] {
      corpus.examples.filter { $0.wordCount > least }
        .map { TrainingWarnings.hash($0.windows) }
    }
    warnings.addOverlap(
      hashes(train, longerThan: 0), hashes(dev, longerThan: Self.shortText), of: "texts",
      paths: (train.path, dev.path))
  }

  /// Tells of a header that was taken for data, and of columns that nobody named.
  private mutating func addTable(
    _ corpus: LabelledCorpus<Document, String>, _ dev: LabelledCorpus<Document, String>
  ) {
    guard let table = corpus.table, table.isGuessed else { return }
    let first = table.first.indices.contains(table.label - 1) ? table.first[table.label - 1] : ""
    // A part of the corpus may be kept apart for dev, its first line too.
    let labels = corpus.labels + (dev.path.hasSameBytes(as: corpus.path) ? dev.labels : [])
    let isOnlyOne = labels.count { $0.hasSameBytes(as: first) } == 1
    if !table.hasHeader, isOnlyOne, labels.count >= Self.fewTexts {
      let text = table.first.indices.contains(table.text - 1) ? table.first[table.text - 1] : "…"
      warnings.add(
        "\(corpus.path): the label \(first.quoted) stands in the first line alone; if that is the header, name its"
          + " columns: --label-column \(first.quoted) --text-column \(text.quoted)")
    } else if table.first.count > 2 {
      warnings.add(
        "\(corpus.path): the columns are a guess, column \(table.label) of \(table.first.count) for the labels and"
          + " column \(table.text) for the texts: say --label-column and --text-column")
    }
  }

  /// Shows them.
  ///
  /// - Throws: `CommandError` for labels that are none.
  func show(_ display: TrainingDisplay, _ options: TrainingOptions) throws(CommandError) {
    if let refusal { throw CommandError(refusal, code: Failure.data) }
    try warnings.show(display, options)
  }
}

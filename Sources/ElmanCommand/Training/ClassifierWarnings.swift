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

  /// Shows them.
  ///
  /// - Throws: `CommandError` for labels that are none.
  func show(_ display: TrainingDisplay, _ options: TrainingOptions) throws(CommandError) {
    if let refusal { throw CommandError(refusal, code: Failure.data) }
    try warnings.show(display, options)
  }
}

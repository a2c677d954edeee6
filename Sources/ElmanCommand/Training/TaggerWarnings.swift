import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanNetworks
import ElmanText

/// What is doubtful about the corpora of a tagger.
struct TaggerWarnings {
  private var warnings = TrainingWarnings()

  /// The labels beyond which a CRF, whose cost goes with their square, is not the default.
  static let mostCRFLabels = 200
  /// The tokens of a sentence that two corpora may share by chance.
  private static let shortSentence = 5

  /// Looks at the corpora.
  ///
  /// - Parameters:
  ///   - model: gets a softmax where a CRF would cost too much.
  ///   - isHeadGiven: whether the user chose what turns scores into labels.
  init(
    train: TaggedCorpus, dev: TaggedCorpus, model: inout TaggerConfiguration, isHeadGiven: Bool
  ) {
    for column in model.columns where column != .ner && model.head(of: column) == .crf {
      let labels = (train.labels[column] ?? []).compactMap { $0 }.joined().distinctSpellings
      guard labels.count > Self.mostCRFLabels else { continue }
      if isHeadGiven {
        warnings.add(
          "\(train.path): \(labels.count) labels in \(column.rawValue); a CRF takes time and memory with the square"
            + " of their number, --head softmax does not")
      } else {
        model.head = .softmax
        StandardError.line(
          "\(column.rawValue) has \(labels.count) labels: each token is decided for itself (--head softmax), since a"
            + " CRF takes time with the square of their number")
      }
    }
    for corpus in [train, dev] { addLongSentences(corpus) }
    for column in model.columns { add(column, train, dev) }
    func hashes(_ corpus: TaggedCorpus, longerThan least: Int) -> [Int] {
      corpus.sentences.filter { $0.words.count > least }.map { TrainingWarnings.hash([$0]) }
    }
    warnings.addOverlap(
      hashes(train, longerThan: 0), hashes(dev, longerThan: Self.shortSentence),
      of: "sentences of more than \(Self.shortSentence) tokens", paths: (train.path, dev.path))
  }

  /// Shows them.
  func show(_ display: TrainingDisplay, _ options: TrainingOptions) throws(CommandError) {
    try warnings.show(display, options)
  }

  private mutating func addLongSentences(_ corpus: TaggedCorpus) {
    let longest = corpus.sentences.map(\.words.count).max() ?? 0
    if longest > TrainingWarnings.longestSentence {
      warnings.add(
        "\(corpus.path): a sentence of \(longest) tokens: is the blank line between sentences missing?"
      )
    }
  }

  private mutating func add(_ column: TagColumn, _ train: TaggedCorpus, _ dev: TaggedCorpus) {
    let labels = (train.labels[column] ?? []).compactMap { $0 }.joined().map(\.self)
    switch column {
    case .upos, .xpos:
      let distinct = labels.distinctSpellings
      if distinct.count > 50, 2 * distinct.count > labels.count {
        warnings.add(
          "\(train.path): \(distinct.count) labels of \(labels.count) words in \(column.rawValue) look like texts: is"
            + " it the right column?")
      }
      if column == .upos { warnings.addCases(distinct, path: train.path) }
      warnings.addMajority(labels, of: "words' \(column.rawValue)", path: train.path)
    case .ner:
      let types = labels.compactMap { SpanLabel($0)?.type }.filter { !$0.isEmpty }
      warnings.addCases(types, path: train.path)
      let gold = (dev.labels[.ner] ?? []).compactMap { $0 }.joined()
      if !gold.contains(where: { SpanLabel($0)?.type.isEmpty == false }) {
        warnings.add(
          "\(dev.path): no entity, so that no score tells which epoch was best; choose another --dev"
        )
      }
    case .feats, .lemma, .deps: break
    }
  }
}

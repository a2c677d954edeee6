import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// What is doubtful about corpora, each with what to do about it.
struct TrainingWarnings {
  private(set) var lines: [String] = []

  /// The share of dev examples that may stand in train, before it is doubted that scores mean anything.
  static let largestOverlap = 0.1
  /// The share of examples that one label may have.
  static let largestShare = 0.98
  /// The tokens of the longest sentence that anybody writes.
  static let longestSentence = 1_000

  mutating func add(_ line: String?) { if let line { lines.append(line) } }

  /// Shows the warnings.
  ///
  /// - Throws: `CommandError` where they are to be taken for errors.
  func show(_ display: TrainingDisplay, _ options: TrainingOptions) throws(CommandError) {
    for line in lines { display.warn(line) }
    try options.checkStrict(display)
  }

  /// A number that two examples share if their words are the same, and hardly else.
  static func hash(_ sentences: some Sequence<Sentence>) -> Int {
    var hasher = Hasher()
    for sentence in sentences {
      for token in sentence.words.indices {
        sentence.withBytes(of: token) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0)
      }
    }
    return hasher.finalize()
  }

  /// Tells that dev stands in train.
  ///
  /// - Parameters:
  ///   - train: a hash of each example.
  ///   - dev: the same of those that are long enough to be the same by no chance.
  mutating func addOverlap(
    _ train: some Sequence<Int>, _ dev: some Collection<Int>, of name: String,
    paths: (train: String, dev: String)
  ) {
    if paths.train.hasSameBytes(as: paths.dev), dev.count > 0 { return }
    let known = Set(train)
    let count = dev.count { known.contains($0) }
    guard count > 0, Double(count) > Self.largestOverlap * Double(dev.count) else { return }
    add(
      "\(paths.dev): \(count) of \(dev.count) \(name) stand in \(paths.train) too, so that scores say little of"
        + " what is new; leave them out of one, or leave out --dev to have a share kept apart")
  }

  /// Tells that nearly all examples have one label.
  mutating func addMajority(_ labels: some Collection<String>, of name: String, path: String) {
    var counts: [Spelling: Int] = [:]
    for label in labels { counts[Spelling(label), default: 0] += 1 }
    guard counts.count > 1, let most = counts.max(by: { $0.value < $1.value }),
      Double(most.value) >= Self.largestShare * Double(labels.count)
    else { return }
    let percent = (100 * Double(most.value) / Double(labels.count)).decimals(1)
    add(
      "\(path): \(percent) % of the \(name) are \(most.key.text.quoted), so that a model that always says so seems"
        + " good; add examples of the others, or see labelWeights in 'elman train --settings'")
  }

  /// Tells of labels that differ in case alone. Those that differ in white space or normalization training tells itself.
  mutating func addCases(_ labels: [String], path: String) {
    let groups = Dictionary(grouping: labels.distinctSpellings) { Spelling($0.lowercased()) }
    for group in groups.values.filter({ $0.count > 1 }).sorted(by: {
      Spelling($0[0]) < Spelling($1[0])
    }) {
      add(
        "\(path): the labels \(group.map(\.quoted).joined(separator: ", ")) differ in case alone and are"
          + " \(group.count); write them in one way")
    }
  }
}

extension TrainingOptions {
  /// - Throws: `CommandError` if there was a warning, and warnings are errors.
  func checkStrict(_ display: TrainingDisplay) throws(CommandError) {
    guard strict, display.warningCount > 0 else { return }
    let count = display.warningCount
    throw CommandError(
      "\(count) warning\(count == 1 ? "" : "s"), which --strict takes for \(count == 1 ? "an error" : "errors")",
      code: Failure.data)
  }
}

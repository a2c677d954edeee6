/// How large a corpus is, by which the defaults of its training go.
struct CorpusSize {
  /// Sentences, or texts.
  let examples: Int
  /// Words in all of them.
  let words: Int

  /// A small corpus is learned in small batches, so that there are enough steps, a large one in batches that go
  /// faster.
  var batchSize: Int {
    switch examples {
    case ..<700: 4
    case ..<6_000: 8
    default: 16
    }
  }

  /// What a handful of examples has to teach is learned by then.
  private static let mostEpochs = 200

  /// The epochs in which a corpus is seen in so many steps, and at least so often.
  func epochs(steps: Int, batchSize: Int, atLeast least: Int) -> Int {
    let stepsOfEpoch = max(1, (examples + batchSize - 1) / batchSize)
    return min(Self.mostEpochs, max(least, (steps + stepsOfEpoch / 2) / stepsOfEpoch))
  }
}

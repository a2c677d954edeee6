import Elman
import ElmanText

/// How well tokens and sentences are found in a text.
public struct TokenizerScore: DevScore, Hashable {
  /// How many of a kind are in the gold text, how many were found, and how many of these are right.
  public struct Counts: MatchCounts, Sendable, Hashable {
    /// Those in the gold text.
    public internal(set) var gold = 0
    /// Those found.
    public internal(set) var predicted = 0
    /// Those of both.
    public internal(set) var correct = 0

    fileprivate init<Element>(gold: Set<Element>, predicted: Set<Element>) {
      self.gold = gold.count
      self.predicted = predicted.count
      correct = gold.intersection(predicted).count
    }
  }

  /// Tokens of the text.
  public let tokens: Counts
  /// Sentences, from their first token to their last.
  public let sentences: Counts
  /// Tokens that stand for several words.
  public let multiwords: Counts
  /// Tokens, right where it is told too whether they stand for several words.
  public let markedTokens: Counts

  private struct Mark: Hashable {
    let token: Range<Int>
    let isMultiword: Bool
  }

  /// Compares sentences with a gold text.
  init(_ found: [MarkedSentence], against gold: TokenizedText) {
    var (tokens, sentences, multiwords) = (
      Set<Range<Int>>(), Set<Range<Int>>(), Set<Range<Int>>()
    )
    for marked in found {
      let start = marked.sentence.start.utf8
      let ranges = marked.sentence.tokens.map {
        start + $0.range.lowerBound..<start + $0.range.upperBound
      }
      tokens.formUnion(ranges)
      for index in marked.multiwords { multiwords.insert(ranges[index]) }
      if let first = ranges.first, let last = ranges.last {
        sentences.insert(first.lowerBound..<last.upperBound)
      }
    }
    var goldSentences: Set<Range<Int>> = []
    var start: Int?
    for token in gold.tokens {
      let lower = start ?? token.range.lowerBound
      start = token.endsSentence ? nil : lower
      if token.endsSentence { goldSentences.insert(lower..<token.range.upperBound) }
    }
    self.tokens = Counts(gold: Set(gold.tokens.map(\.range)), predicted: tokens)
    self.sentences = Counts(gold: goldSentences, predicted: sentences)
    markedTokens = Counts(
      gold: Set(gold.tokens.map { Mark(token: $0.range, isMultiword: $0.isMultiword) }),
      predicted: Set(
        tokens.map { Mark(token: $0, isMultiword: multiwords.contains($0)) }))
    self.multiwords = Counts(
      gold: Set(gold.tokens.lazy.filter(\.isMultiword).map(\.range)), predicted: multiwords)
  }

  /// The mean of the F1 scores of marked tokens and of sentences, by which epochs are compared.
  public var accuracy: Double { (markedTokens.f1 + sentences.f1) / 2 }

  /// The F1 scores.
  public var summary: [String: Double] {
    ["devTokenF1": tokens.f1, "devSentenceF1": sentences.f1, "devMultiwordF1": multiwords.f1]
  }

  /// The F1 scores of tokens and sentences.
  public var headline: [(name: String, value: Double)] {
    [("dev token F1", tokens.f1), ("dev sentence F1", sentences.f1)]
  }
}

extension LearnedTokenizer {
  /// Cuts a gold text anew and compares.
  public func score(on gold: TokenizedText) -> TokenizerScore {
    var session = LearnedTokenizerSession(self)
    session.append(gold.text)
    session.finish()
    var sentences: [MarkedSentence] = []
    while let sentence = session.nextMarked() { sentences.append(sentence) }
    return TokenizerScore(sentences, against: gold)
  }
}

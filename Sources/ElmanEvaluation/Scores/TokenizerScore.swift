import Elman
import ElmanText

/// How well tokens and sentences are found in a text.
public struct TokenizerScore: DevScore, Hashable, Sendable {
  /// Tokens of the text.
  public let tokens: MatchCounts
  /// Sentences, from their first token to their last.
  public let sentences: MatchCounts
  /// Tokens that stand for several words.
  public let multiwords: MatchCounts
  /// Tokens, right where it is told too whether they stand for several words.
  public let markedTokens: MatchCounts

  private struct Mark: Hashable {
    let token: Range<Int>
    let isMultiword: Bool
  }

  /// Compares sentences with a gold text.
  package init(_ found: [MarkedSentence], against gold: AnnotatedText) {
    var (tokens, sentences, multiwords) = (
      Set<Range<Int>>(), Set<Range<Int>>(), Set<Range<Int>>()
    )
    for marked in found {
      let start = marked.sentence.start.utf8
      let ranges = marked.sentence.words.map {
        start + $0.range.lowerBound..<start + $0.range.upperBound
      }
      tokens.formUnion(ranges)
      for index in marked.multiwords { multiwords.insert(ranges[index]) }
      if let first = ranges.first, let last = ranges.last {
        sentences.insert(first.lowerBound..<last.upperBound)
      }
    }
    self.tokens = MatchCounts(gold: Set(gold.tokens.map(\.range)), predicted: tokens)
    self.sentences = MatchCounts(gold: Set(gold.sentencePlaces(\.range)), predicted: sentences)
    markedTokens = MatchCounts(
      gold: Set(gold.tokens.map { Mark(token: $0.range, isMultiword: $0.isMultiword) }),
      predicted: Set(
        tokens.map { Mark(token: $0, isMultiword: multiwords.contains($0)) }))
    self.multiwords = MatchCounts(
      gold: Set(gold.tokens.lazy.filter(\.isMultiword).map(\.range)), predicted: multiwords)
  }

  /// The mean of the F1 scores of marked tokens and of sentences, by which epochs are compared.
  public var selectionValue: Double { (markedTokens.f1 + sentences.f1) / 2 }

  /// The name of that.
  public var measure: String { "mean F1" }

  /// The F1 scores.
  public var summary: [String: Double] {
    ["devTokenF1": tokens.f1, "devSentenceF1": sentences.f1, "devMultiwordF1": multiwords.f1]
  }

  /// The F1 scores of tokens and sentences.
  package var headline: [ScoreFigure] {
    [ScoreFigure("dev token F1", tokens.f1), ScoreFigure("dev sentence F1", sentences.f1)]
  }
}

extension LearnedTokenizer {
  /// Cuts a gold text anew and compares.
  public func score(on gold: AnnotatedText) -> TokenizerScore {
    var session = LearnedTokenizerSession(self)
    session.append(gold.text)
    session.finish()
    var sentences: [MarkedSentence] = []
    while let sentence = session.nextMarked() { sentences.append(sentence) }
    return TokenizerScore(sentences, against: gold)
  }
}

import ElmanCorpora

/// How well a pipeline that starts from raw text finds tokens, sentences, words and their annotation.
///
/// Two annotations of one text are compared as in the CoNLL 2018 shared task. Tokens and sentences are
/// right where they begin and end at the same characters; words are aligned first, and a column is
/// right for a word that is aligned and has the same value in it.
///
/// Reference: Zeman et al. (2018), "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to
/// Universal Dependencies".
public struct RawTextScore: Sendable, Hashable {
  /// What is compared.
  public enum Metric: String, Sendable, Hashable, CaseIterable {
    /// Tokens of the text.
    case tokens = "Tokens"
    /// Sentences.
    case sentences = "Sentences"
    /// Syntactic words: those that can be aligned.
    case words = "Words"
    /// The universal part of speech.
    case upos = "UPOS"
    /// The language's own tag.
    case xpos = "XPOS"
    /// The morphological features that all languages share.
    case features = "UFeats"
    /// Both tags and the features at once.
    case allTags = "AllTags"
    /// The dictionary form. Where the gold one is `_`, any is right.
    case lemmas = "Lemmas"
    /// The head.
    case unlabelledAttachment = "UAS"
    /// The head and the relation to it.
    case labelledAttachment = "LAS"
    /// The same of words of content.
    case contentAttachment = "CLAS"
    /// The same with part of speech and features, and those of words of function.
    case morphologyAttachment = "MLAS"
    /// Head, relation and lemma of words of content.
    case lemmaAttachment = "BLEX"
  }

  private var counts: [Metric: MatchCounts]
  private var alignedContentCount = 0

  /// What is compared: trees only where both sides have them.
  public var metrics: [Metric] { Metric.allCases.filter { counts[$0] != nil } }

  /// The counts of a metric.
  public subscript(metric: Metric) -> MatchCounts { counts[metric] ?? MatchCounts() }

  /// How many words are aligned, for what is compared on aligned words; `nil` for the rest.
  public func alignedCount(_ metric: Metric) -> Int? {
    switch metric {
    case .tokens, .sentences, .words: nil
    case .upos, .xpos, .features, .allTags, .lemmas, .unlabelledAttachment, .labelledAttachment:
      self[.words].correct
    case .contentAttachment, .morphologyAttachment, .lemmaAttachment: alignedContentCount
    }
  }

  /// The share of the aligned words that is right, for what is compared on these.
  public func alignedAccuracy(_ metric: Metric) -> Double? {
    alignedCount(metric).map { share(self[metric].correct, of: $0) }
  }

  /// Compares two annotations of one text.
  ///
  /// - Throws: `CorpusError.differentTexts`.
  /// - Complexity: O(n) but for stretches that multiword tokens join, where it is the product of
  ///   both sides' words.
  public init(gold: AnnotatedText, system: AnnotatedText) throws(CorpusError) {
    guard gold.characters == system.characters else {
      throw CorpusError(firstDifferenceOf: gold, and: system)
    }
    let pairs = WordAlignment(gold: gold.words, system: system.words).pairs
    func compared(
      _ isCorrect: (_ gold: AnnotatedText.Word, _ system: AnnotatedText.Word) -> Bool
    ) -> MatchCounts {
      MatchCounts(
        gold: gold.words.count, predicted: system.words.count,
        correct: pairs.count { isCorrect(gold.words[$0.gold], system.words[$0.system]) })
    }
    counts = [
      .tokens: Self.compare(gold.tokens.map(\.span), system.tokens.map(\.span)),
      .sentences: Self.compare(gold.sentencePlaces(\.span), system.sentencePlaces(\.span)),
      .words: compared { _, _ in true },
      .upos: compared { $0.upos == $1.upos },
      .xpos: compared { $0.xpos == $1.xpos },
      .features: compared { $0.features == $1.features },
      .allTags: compared {
        $0.upos == $1.upos && $0.xpos == $1.xpos && $0.features == $1.features
      },
      .lemmas: compared { $0.lemma == $1.lemma || $0.lemma == [UInt8(ascii: "_")] },
    ]
    if let trees = TreeComparison(gold, system, pairs: pairs) {
      counts.merge(trees.counts) { first, _ in first }
      alignedContentCount = trees.alignedContentCount
    }
  }

  /// How many ranges are on both sides.
  private static func compare(_ gold: [Range<Int>], _ system: [Range<Int>]) -> MatchCounts {
    var correct = 0
    var (left, right) = (0, 0)
    while left < gold.count, right < system.count {
      if gold[left].lowerBound < system[right].lowerBound {
        left += 1
      } else if gold[left].lowerBound > system[right].lowerBound {
        right += 1
      } else {
        if gold[left].upperBound == system[right].upperBound { correct += 1 }
        left += 1
        right += 1
      }
    }
    return MatchCounts(gold: gold.count, predicted: system.count, correct: correct)
  }
}

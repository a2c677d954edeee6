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
  }

  /// The score of one metric.
  public struct Measure: MatchCounts, Sendable, Hashable {
    /// How many there are in the gold annotation.
    public let gold: Int
    /// How many there are in the system's.
    public let system: Int
    /// How many of them are right.
    public let correct: Int
    /// How many words are aligned; `nil` for what is not compared on aligned words.
    public let aligned: Int?

    /// The same as ``system``.
    public var predicted: Int { system }
    /// The share of the aligned words that is right.
    public var alignedAccuracy: Double? { aligned.map { share(correct, of: $0) } }
  }

  private let measures: [Metric: Measure]

  /// The score of a metric.
  public subscript(metric: Metric) -> Measure {
    measures[metric] ?? Measure(gold: 0, system: 0, correct: 0, aligned: nil)
  }

  /// Compares two annotations of one text.
  ///
  /// - Throws: ``RawTextScoreError/differentTexts(gold:goldLine:expected:system:systemLine:found:)``.
  /// - Complexity: O(n) but for stretches that multiword tokens join, where it is the product of
  ///   both sides' words.
  public init(gold: AnnotatedText, system: AnnotatedText) throws(RawTextScoreError) {
    guard gold.characters == system.characters else {
      throw RawTextScoreError(gold: gold, system: system)
    }
    let pairs = WordAlignment(gold: gold.words, system: system.words).pairs
    func compared(
      _ isCorrect: (_ gold: AnnotatedText.Word, _ system: AnnotatedText.Word) -> Bool
    ) -> Measure {
      Measure(
        gold: gold.words.count, system: system.words.count,
        correct: pairs.reduce(0) {
          $0 + (isCorrect(gold.words[$1.gold], system.words[$1.system]) ? 1 : 0)
        },
        aligned: pairs.count)
    }
    measures = [
      .tokens: Self.compare(gold.tokens, system.tokens),
      .sentences: Self.compare(gold.sentences, system.sentences),
      .words: Measure(
        gold: gold.words.count, system: system.words.count, correct: pairs.count, aligned: nil),
      .upos: compared { $0.upos == $1.upos },
      .xpos: compared { $0.xpos == $1.xpos },
      .features: compared { $0.features == $1.features },
      .allTags: compared {
        $0.upos == $1.upos && $0.xpos == $1.xpos && $0.features == $1.features
      },
      .lemmas: compared { $0.lemma == $1.lemma || $0.lemma == [UInt8(ascii: "_")] },
    ]
  }

  /// How many ranges are on both sides.
  private static func compare(_ gold: [Range<Int>], _ system: [Range<Int>]) -> Measure {
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
    return Measure(gold: gold.count, system: system.count, correct: correct, aligned: nil)
  }
}

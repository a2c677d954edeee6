import ElmanCorpora
import ElmanEvaluation
import Testing

/// An annotation of tokens, of which each is `form`, or `surface:word+word`; a word may go on with its
/// columns, as in `owls/owl/NOUN/NNS/Number=Plur`. A bar ends a sentence.
private func annotation(_ tokens: String) -> AnnotatedText {
  var blocks: [ConlluSentence] = []
  for sentence in tokens.split(separator: "|") {
    var block = ConlluSentence()
    func append(_ id: ConlluID, _ word: Substring) {
      let fields = word.split(separator: "/").map { Array($0.utf8) }
      let columns: [ConlluColumn] = [.form, .lemma, .upos, .xpos, .feats]
      block.appendRow(id, Dictionary(uniqueKeysWithValues: zip(columns, fields)))
    }
    for token in sentence.split(separator: " ") {
      let parts = token.split(separator: ":", maxSplits: 1)
      let words = parts.count > 1 ? parts[1].split(separator: "+") : []
      let first = block.wordCount + 1
      if !words.isEmpty {
        append(.range(first: first, last: block.wordCount + words.count), parts[0])
      }
      for word in words.isEmpty ? [token] : words { append(.word(block.wordCount + 1), word) }
    }
    blocks.append(block)
  }
  return AnnotatedText(path: "tokens", sentences: blocks)
}

private func score(_ gold: String, _ system: String) throws -> RawTextScore {
  try RawTextScore(gold: annotation(gold), system: annotation(system))
}

@Suite struct RawTextScoreTests {
  @Test func aTextIsLikeItself() throws {
    let score = try score(
      "The owl sleeps | Don't:Do+n't wake it", "The owl sleeps | Don't:Do+n't wake it")
    #expect(!score.metrics.contains(.labelledAttachment))
    for metric in score.metrics {
      #expect(score[metric].f1 == 1, "\(metric)")
    }
    #expect(score[.tokens].gold == 6 && score[.words].gold == 7 && score[.sentences].gold == 2)
    #expect(score.alignedAccuracy(.words) == nil && score.alignedAccuracy(.lemmas) == 1)
  }

  @Test func tokensAndSentencesAreFoundByTheirCharacters() throws {
    // 5 gold tokens, 4 of the system's, of which "no", "one" and "." are right; no sentence is.
    let score = try score("two owls | no one .", "twoowls no | one .")
    #expect(score[.tokens].correct == 3)
    #expect(score[.tokens].precision == 0.75 && score[.tokens].recall == 0.6)
    #expect(score[.tokens].f1 == 6.0 / 9)
    #expect(score[.sentences].correct == 0)
    let halves = try RawTextScoreTests.sentences("a b | c | d e", "a b | c d | e")
    #expect(halves.correct == 1 && halves.gold == 3 && halves.predicted == 3)
  }

  private static func sentences(_ gold: String, _ system: String) throws -> MatchCounts {
    try score(gold, system)[.sentences]
  }

  /// The words that are aligned, counted by hand.
  @Test(arguments: [
    // Without multiword tokens words are aligned where they have one place.
    ("gold", "go ld", 0), ("owl s", "o wl s", 1),
    // A multiword token's words, by their forms; case does not count.
    ("don't:do+n't", "do n't", 2), ("don't:do+n't", "don't", 0),
    ("don't:Do+N't", "don't:DO+n't", 2),
    // The longest common subsequence: à, le and s, not aux.
    ("auxs:à+les+s", "aux:à+le s", 2), ("abcab:a+b+c+a+b", "abcab:b+a+b", 3),
    // A stretch goes on as long as multiword tokens of either side hold it together.
    ("ab:a+b cd:c+d ef", "a bcde:b+c+d+e f", 4), ("ab:a+b c d", "a bc:b+c d", 4),
    // What is before the stretch is not in it.
    ("x y du:de+le z", "x y du:de+la z", 4), ("xd u:a+b", "x du:a+b", 2),
    // Nothing in common.
    ("du:de+le", "du:zu+dem", 0),
  ]) func alignsWords(gold: String, system: String, count: Int) throws {
    #expect(try score(gold, system)[.words].correct == count, "\(gold) and \(system)")
    #expect(try score(system, gold)[.words].correct == count, "\(system) and \(gold)")
  }

  @Test func columnsCountOnAlignedWords() throws {
    // "owls" is aligned with another tag, "no" is not aligned at all.
    let score = try score(
      "two/two/NUM/CD/NumType=Card owls/owl/NOUN/NNS/Number=Plur no/no/DET/DT/_",
      "two/two/NUM/CD/NumType=Card owls/owl/VERB/NNS/Number=Plur n/_/X/X/_ o/_/X/X/_")
    #expect(score[.words].correct == 2)
    #expect(score[.upos].correct == 1 && score[.xpos].correct == 2)
    #expect(score[.upos].precision == 0.25 && score[.upos].recall == 1.0 / 3)
    #expect(score[.upos].f1 == 2.0 / 7 && score.alignedAccuracy(.upos) == 0.5)
    #expect(score[.allTags].correct == 1 && score[.lemmas].correct == 2)
  }

  @Test(arguments: [
    // Order and features of the language alone do not count; nor does a missing feature of those.
    ("Case=Nom|Number=Sing", "Number=Sing|Case=Nom", true),
    ("Number=Sing", "Number=Sing|Flavor=Sweet", true), ("_", "Flavor=Sweet", true),
    ("Number=Sing", "Number=Plur", false), ("Number=Sing", "_", false),
    ("Number[psor]=Sing", "_", true),
  ]) func featuresAreThoseOfAllLanguages(gold: String, system: String, isCorrect: Bool) throws {
    func text(_ features: String) -> AnnotatedText {
      var block = ConlluSentence()
      block.appendRow(
        .word(1),
        [.form: Array("owl".utf8), .upos: Array("NOUN".utf8), .feats: Array(features.utf8)])
      return AnnotatedText(path: "features", sentences: [block])
    }
    let score = try RawTextScore(gold: text(gold), system: text(system))
    #expect((score[.features].correct == 1) == isCorrect)
    #expect((score[.allTags].correct == 1) == isCorrect)
  }

  @Test func aLemmaThatGoldLacksMayBeAnything() throws {
    let score = try score("a/_ b/b c/c", "a/x b/_ c/c")
    #expect(score[.lemmas].correct == 2)
  }

  /// Words with their columns, such as `owl/owl/NOUN/_/_/2/nsubj`, counted by hand.
  @Test func treesCountOnAlignedWords() throws {
    func text(_ rows: String) -> AnnotatedText {
      var block = ConlluSentence()
      for row in rows.split(separator: " ") {
        let columns: [ConlluColumn] = [.form, .lemma, .upos, .xpos, .feats, .head, .deprel]
        block.appendRow(
          .word(block.wordCount + 1),
          Dictionary(
            uniqueKeysWithValues: zip(
              columns, row.split(separator: "/").map { Array($0.utf8) })))
      }
      return AnnotatedText(path: "trees", sentences: [block])
    }
    let gold = text(
      "The/the/DET/_/_/2/det owls/owl/NOUN/_/Number=Plur/4/nsubj have/have/AUX/_/_/4/aux"
        + " slept/sleep/VERB/_/_/0/root late/late/ADV/_/_/4/advmod ././PUNCT/_/_/4/punct")
    let same = try RawTextScore(gold: gold, system: gold)
    #expect(same.metrics == RawTextScore.Metric.allCases)
    for metric in same.metrics { #expect(same[metric].f1 == 1, "\(metric)") }

    // "late" and "." are one token; "have" is found as cop, and "owls" with another lemma.
    let found = try RawTextScore(
      gold: gold,
      system: text(
        "The/the/DET/_/_/2/det:x owls/owls/NOUN/_/Number=Plur/4/nsubj:pass have/have/AUX/_/_/4/cop"
          + " slept/sleep/VERB/_/_/0/root late./late./ADV/_/_/2/advmod"))
    #expect(found[.unlabelledAttachment] == MatchCounts(gold: 6, predicted: 5, correct: 4))
    #expect(found[.labelledAttachment] == MatchCounts(gold: 6, predicted: 5, correct: 3))
    #expect(found[.contentAttachment] == MatchCounts(gold: 3, predicted: 3, correct: 2))
    // "slept" has another word of function.
    #expect(found[.morphologyAttachment] == MatchCounts(gold: 3, predicted: 3, correct: 1))
    #expect(found[.lemmaAttachment] == MatchCounts(gold: 3, predicted: 3, correct: 1))
    #expect(found.alignedCount(.labelledAttachment) == 4)
    #expect(found.alignedCount(.contentAttachment) == 2)
  }

  @Test func spacesInsideTokensDoNotCount() throws {
    func text(_ forms: [String]) -> AnnotatedText {
      var block = ConlluSentence()
      for (index, form) in forms.enumerated() {
        block.appendRow(.word(index + 1), [.form: Array(form.utf8)])
      }
      return AnnotatedText(path: "spaces", sentences: [block])
    }
    let score = try RawTextScore(
      gold: text(["50 000", "hà\u{A0}nội", "\u{3000}"]), system: text(["50000", "hà", "nội"]))
    #expect(score[.tokens].correct == 1)
  }

  @Test func otherTextsAreAnError() throws {
    let error = #expect(throws: CorpusError.self) { try score("an öwl sleeps", "an ówl") }
    #expect(
      error?.description == "tokens: expected the text 'öwlsleeps', as in tokens, found 'ówl'")
    let early = #expect(throws: CorpusError.self) { try score("an owl", "an") }
    #expect(early?.description == "tokens: expected the text 'owl', as in tokens, found its end")
  }

  @Test func emptyTextsScoreNothing() throws {
    let score = try score("", "")
    #expect(score[.tokens].f1 == 0 && score.alignedAccuracy(.lemmas) == 0)
  }
}

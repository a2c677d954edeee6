import ElmanBytes
import ElmanCorpora
import ElmanText
import Testing

@testable import ElmanEvaluation

/// Files of cases, and what is right about a text.
struct EvaluationCaseTests {
  private static func error(_ text: String) throws -> String? {
    try withTemporaryFile(text) { path in
      do throws(CorpusError) {
        _ = try EvaluationCase.cases(path: path)
        return nil
      } catch { return "\(error)".replacing(path, with: "cases") }
    }
  }

  @Test func aFileIsRead() throws {
    let text = "# kinds\n\nwhole\tOwls in Tulum.\tTulum\nsentences\tHi. Ho.\t2\r\n"
    let cases = try withTemporaryFile(text) { try EvaluationCase.cases(path: $0) }
    #expect(cases.map(\.line) == [3, 4])
    #expect(cases.map(\.kind) == [.whole, .sentences])
    #expect(cases.map(\.text) == ["Owls in Tulum.", "Hi. Ho."])
    #expect(cases.map(\.expected) == ["Tulum", "2"])
  }

  @Test(arguments: [
    ("whole\tOwls", "cases:1: expected 3 columns: kind, text, what is right, found 2"),
    (
      "#\nwhol\tOwls\tOwls",
      "cases:2: expected a kind: tokens, whole, sentences, lemma, upos, xpos, feats, entity,"
        + " sentiment, label, found 'whol'"
    ),
    ("tokens\tOwls\t ", "cases:1: expected what is right in the third column, found nothing"),
    ("sentences\tOwls\tone", "cases:1: expected a number of sentences, found 'one'"),
    ("sentences\tOwls\t0", "cases:1: expected a number of sentences, found '0'"),
    ("lemma\tOwls\towl", "cases:1: expected word=value, found 'owl'"),
    ("lemma\tOwls\tOwls=", "cases:1: expected word=value, found 'Owls='"),
    (
      "lemma\tOwls fly\tOwls fly=x",
      "cases:1: expected word=value, with one word each, found 'Owls fly'"
    ),
    ("tokens\t\tOwls", "cases:1: expected a text in the second column, found nothing"),
    ("tokens\t  \tOwls", "cases:1: expected a text in the second column, found nothing"),
    ("lemma\tOwls fly\tfly=fly Own=owl", "cases:1: expected a word of the text, found 'Own'"),
    ("upos\tOwls\tOw ls=X", "cases:1: expected word=value, with one word each, found 'Ow ls'"),
    (
      "xpos\tCaf\u{E9}\tCafe\u{301}=NN", "cases:1: expected a word of the text, found 'Cafe\u{301}'"
    ),
    ("feats\tOwls\towls=Number=Plur", "cases:1: expected a word of the text, found 'owls'"),
    (
      "feats\tOwls\tOwls=Number",
      "cases:1: expected features such as Number=Plur|Person=3, found 'Number'"
    ),
    (
      "feats\tOwls\tOwls=Number=Plur|Number=Sing",
      "cases:1: expected each feature once, found 'Number=Plur|Number=Sing'"
    ),
    ("entity\tAda Fox\tAda  Foxx=PER", "cases:1: expected a span of the text, found 'Ada Foxx'"),
    ("entity\tAda Fox\tAda Fox=PER none=ada", "cases:1: expected a span of the text, found 'ada'"),
    ("entity\tAda\tAda PER", "cases:1: expected span=TYPE, found 'Ada PER'"),
    ("sentiment\tGood\tgood", "cases:1: expected +, - or 0, found 'good'"),
    ("# nothing\n", "cases: expected at least one case, found none"),
  ])
  func whatIsNoCaseIsAnError(text: String, message: String) throws {
    #expect(try Self.error(text) == message)
  }

  @Test(arguments: [
    "lemma\tI can't and won't.\tca=can n't=not wo=will n't=not", "lemma\tIt's late.\t's=be",
    "feats\tIt is.\tis=_", "entity\tThe  Bank of  Wales\tBank of Wales=ORG none=The",
  ])
  func wordsAndSpansStandInTheText(line: String) throws {
    #expect(try Self.error(line) == nil)
  }

  private static func check(
    _ kind: CaseKind, _ expected: String, _ sentences: [[String]]
  ) throws -> Bool {
    let empty = Sentence(words: [String]())
    let answer = CaseAnswer.sentences(sentences.map { Sentence(words: $0) } + [empty])
    return answer.check(try CaseExpectation(kind, expected)).isRight
  }

  @Test func wordsAreComparedInOrder() throws {
    let found = [["Hi", "."], ["It", "'s", "."]]
    #expect(try Self.check(.tokens, "Hi . It 's .", found))
    #expect(try Self.check(.tokens, "Hi . || It 's .", found))
    #expect(try Self.check(.tokens, "Hi . ‖ It 's .", found))
    #expect(try !Self.check(.tokens, "Hi || . It 's .", found))
    #expect(try !Self.check(.tokens, "Hi . It's .", found))
  }

  @Test func wordsAreWholeAsOftenAsTheyAreNamed() throws {
    #expect(try Self.check(.whole, "owl", [["owl", "owls"]]))
    #expect(try Self.check(.whole, "owl owl", [["owl"], ["owl"]]))
    #expect(try !Self.check(.whole, "owl owl", [["owl", "owls"]]))
    // Another spelling in bytes is another word.
    #expect(try !Self.check(.whole, "caf\u{E9}", [["cafe\u{301}"]]))
  }

  @Test func sentencesWithWordsAreCounted() throws {
    #expect(try Self.check(.sentences, "2", [["Hi"], ["Ho"]]))
    #expect(try !Self.check(.sentences, "3", [["Hi"], ["Ho"]]))
  }

  @Test func soundsAndLabels() throws {
    func check(_ kind: CaseKind, _ expected: String, _ score: Float?) throws -> Bool {
      try CaseAnswer.label("good", sentiment: score).check(CaseExpectation(kind, expected)).isRight
    }
    #expect(try check(.sentiment, "+", 0.2) && !check(.sentiment, "+", 0.1))
    #expect(try check(.sentiment, "-", -0.2) && !check(.sentiment, "-", 0.2))
    #expect(try check(.sentiment, "0", 0.25) && !check(.sentiment, "0", 0.3))
    #expect(try !check(.sentiment, "0", nil))
    #expect(try check(.label, "good", nil) && !check(.label, "bad", nil))
  }

  @Test func kindsAreCountedApart() throws {
    let text = "whole\ta\ta\nwhole\tb\tc\nsentences\ta\t1\nlabel\ta\tb\n"
    let cases = try withTemporaryFile(text) { try EvaluationCase.cases(path: $0) }
    let score = CaseScore(cases, answered: CaseKind.ofTokenizers) {
      .sentences([Sentence(words: [$0])])
    }
    #expect(score.kinds.map(\.kind) == [.whole, .sentences])
    #expect(score.kinds.map(\.right) == [1, 1] && score.kinds.map(\.total) == [2, 1])
    #expect(score.mistakes.map(\.wrong.line) == [2] && score.mistakes.map(\.found) == ["b"])
    #expect(score.all == (2, 3) && score.leastShare == 0.5 && score.unansweredCount == 1)
  }
}

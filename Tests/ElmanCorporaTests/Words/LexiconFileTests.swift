import ElmanBytes
import ElmanTestSupport
import Testing

@testable import ElmanCorpora

@Suite struct LexiconFileTests {
  private func file(_ text: String) throws(CorpusError) -> LexiconFile {
    try LexiconFile(ByteSource(bytes: Array(text.utf8), path: "w.tsv"))
  }

  private func lines(_ file: LexiconFile) -> [String] {
    file.entries.map { entry in
      [entry.form, entry.lemma, entry.partOfSpeech, entry.features]
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    }
  }

  @Test func linesAreFormsWithReadings() throws {
    let file = try file(
      """
      \u{FEFF}# words of a house
      # licence: CC0, by hand

      mice\tmouse\tNOUN\tNumber=Plur
      saw\tsee\tVERB\tMood=Ind|Tense=Past\r
      saw\tsaw\tNOUN
      saw\tsaw\tNOUN\t
      saw\tsaw\tNOUN\t_
      ice cream\tice cream\tNOUN
      #\t#\tSYM
      #tag\ttag\tNOUN
      """)
    #expect(
      lines(file) == [
        "mice|mouse|NOUN|Number=Plur", "saw|see|VERB|Mood=Ind|Tense=Past", "saw|saw|NOUN|_",
        "ice cream|ice cream|NOUN|_", "#|#|SYM|_",
      ])
    #expect(file.licence == "CC0, by hand")
    #expect(file.path == "w.tsv")
  }

  @Test(arguments: [
    ("mice\tmouse", "w.tsv:1: expected 3 or 4 columns (form, lemma, UPOS, features), found 2"),
    (
      "a\ta\tDET\n\nmice\tmouse\tNOUN\t_\t_",
      "w.tsv:3: expected 3 or 4 columns (form, lemma, UPOS, features), found 5"
    ),
    ("mice\tmouse\tNN", "w.tsv:1: expected one of the 17 tags in UPOS, found \"NN\""),
    ("\tmouse\tNOUN", "w.tsv:1: expected a form in column 1, found nothing"),
    ("mice\t\tNOUN", "w.tsv:1: expected a lemma in column 2, found nothing"),
    (
      "mice\tmouse\tNOUN\tplural",
      "w.tsv:1: expected features such as Number=Plur|Person=3, found \"plural\""
    ),
    (
      "mice\tmouse\tNOUN\tNumber=Plur|Number=Sing",
      "w.tsv:1: expected each feature once, found \"Number=Plur|Number=Sing\""
    ),
    (
      "mice\tmouse\tNOUN\n\nmice\tmic\tNOUN\t_",
      "w.tsv:3: expected the lemma \"mouse\" of line 1, where form, UPOS and features are the same,"
        + " found \"mic\""
    ),
    ("# nothing\n", "w.tsv: expected at least one word, found none"),
    ("", "w.tsv: expected at least one word, found none"),
  ])
  func whatIsWrongIsNamed(_ text: String, _ message: String) {
    do throws(CorpusError) {
      _ = try file(text)
      Issue.record("no error")
    } catch {
      #expect("\(error)".replacing("'", with: "\"") == message.replacing("'", with: "\""))
    }
  }

  @Test func aFormMayBeLongButNotTooLong() throws {
    #expect(throws: CorpusError.self) { try file(String(repeating: "a", count: 256) + "\ta\tX") }
    #expect(try file(String(repeating: "a", count: 255) + "\ta\tX").entries.count == 1)
  }

  @Test func otherEncodingsAreRefused() throws {
    let latin: [UInt8] = Array("caf".utf8) + [0xE9] + Array("\tcafe\tNOUN\n".utf8)
    do throws(CorpusError) {
      _ = try LexiconFile(ByteSource(bytes: Array("a\ta\tX\n".utf8) + latin, path: "w.tsv"))
      Issue.record("no error")
    } catch {
      #expect("\(error)".hasPrefix("w.tsv:2: expected UTF-8, found other bytes at byte 4"))
    }
  }
}

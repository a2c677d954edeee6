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
    (
      "saw\tsee\tVERB\tMood=Ind|Tense=Past\nsaw\tsaw\tVERB\tTense=Past|Mood=Ind",
      "w.tsv:2: expected the lemma \"see\" of line 1, where form, UPOS and features are the same,"
        + " found \"saw\""
    ),
    ("# nothing\n", "w.tsv: expected at least one form, found none"),
    ("", "w.tsv: expected at least one form, found none"),
  ])
  func whatIsWrongIsNamed(_ text: String, _ message: String) {
    do throws(CorpusError) {
      _ = try file(text)
      Issue.record("no error")
    } catch {
      #expect("\(error)".replacing("'", with: "\"") == message.replacing("'", with: "\""))
    }
  }

  private func message(_ text: String) -> String? {
    do throws(CorpusError) {
      _ = try file(text)
      return nil
    } catch { return "\(error)" }
  }

  @Test func formsAndLemmasMayBeLongButNotTooLong() throws {
    let (long, tooLong) = (String(repeating: "a", count: 255), String(repeating: "a", count: 256))
    #expect(try file("\(long)\t\(long)\tX").entries.count == 1)
    #expect(
      message("\(tooLong)\ta\tX")
        == "w.tsv:1: expected a form of at most 255 bytes, found one of 256")
    #expect(
      message("a\t\(tooLong)\tX")
        == "w.tsv:1: expected a lemma of at most 255 bytes, found one of 256")
  }

  @Test(arguments: [
    "Number = Plur", "Number=Plur ", " Number=Plur", "Number=Plur=Sing", "Number", "Number=",
    "=Plur", "|",
    "Number=Plur|", "Number=Pl\u{1B}ur", "Number=Plur\u{2028}", "Number=Plur\r",
    "Number=Pl\u{A0}ur",
    "_|Number=Plur", " ",
  ])
  func featuresAreNamesWithValues(_ features: String) {
    // With a tab behind it a carriage return is no end of a line.
    let message = message("a\ta\tX\nmice\tmouse\tNOUN\t\(features)\r\n")
    #expect(
      message?.hasPrefix("w.tsv:2: expected features such as Number=Plur|Person=3, found '")
        == true,
      "\(message ?? "none")")
  }

  @Test func featuresAreASetOfThem() throws {
    let file = try file(
      "saw\tsee\tVERB\tMood=Ind|Tense=Past\nsaw\tsee\tVERB\tTense=Past|Mood=Ind\n")
    #expect(lines(file) == ["saw|see|VERB|Mood=Ind|Tense=Past"])
    #expect(try self.file("lui\tlui\tPRON\tNumber[psor]=Sing|Case=Acc,Dat").entries.count == 1)
  }

  @Test(arguments: ["\r", "\0", "\u{1B}[31m", "\u{2028}", "\u{85}", "\u{7F}"])
  func wordsHaveNoControlCharacters(_ character: String) {
    let form = message("a\ta\tX\nmi\(character)ce\tmouse\tNOUN")
    #expect(
      form?.hasPrefix("w.tsv:2: expected a form without control characters, found 'mi") == true)
    let lemma = message("a\ta\tX\nmice\tmouse\(character)\tNOUN")
    #expect(
      lemma?.hasPrefix("w.tsv:2: expected a lemma without control characters, found 'mouse") == true
    )
    #expect(lemma?.unicodeScalars.contains(where: \.isControl) == false)
  }

  @Test(arguments: [" ", "\u{A0}", "\u{3000}"]) func nothingStandsAroundWords(_ space: String) {
    for word in [space + "mice", "mice" + space, space] {
      #expect(
        message("\(word)\tmouse\tNOUN")
          == "w.tsv:1: expected a form without white space around it, found '\(word)'")
      #expect(
        message("mice\t\(word)\tNOUN")
          == "w.tsv:1: expected a lemma without white space around it, found '\(word)'")
    }
  }

  @Test func wordsMayHoldSpacesAndJoiners() throws {
    #expect(try file("ice  cream\tice cream\tNOUN\nمی\u{200C}شود\tشدن\tVERB").entries.count == 2)
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

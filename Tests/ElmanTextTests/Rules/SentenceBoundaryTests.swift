import ElmanText
import Testing

/// The rules for sentence ends, by example. Two bars stand between sentences.
@Suite struct SentenceBoundaryTests {
  private func sentences(_ text: String, mode: SentenceTokenizer.Mode = .text) -> [String] {
    SentenceTokenizerInvariantTests.sentences([Array(text.utf8)[...]], mode: mode).map {
      var string = String(decoding: $0.text, as: UTF8.self)[...]
      while string.last?.isWhitespace == true { string.removeLast() }
      return String(string)
    }
  }

  @Test(arguments: [
    "It rains.|| We stay.", "Really?|| Yes!|| Good.", "He met Mr. Smith.|| They spoke.",
    "\"Stop!\" he said.|| She did.", "He said \"Stop.\"|| She did.", "It was 3.5 km.|| Far.",
    "We left at 5 p.m.|| The train was late.", "We left at 5 p.m. on Monday.",
    "J. K. Rowe wrote it.|| I read it.", "See e.g. Brown.|| Or not.", "Wait... what?|| Oh.",
    "Wait...|| He came.", "i came. i saw.".replacing(". i saw", with: ".|| i saw"),
    "Look at example.org.|| It works.", "Good :)|| See you.", "Thanks. :)|| Bye.",
    "今日は晴れ。||明日は雨？||はい！", "「行く。」と言った。||次。", "No. 5 is alive.", "No.|| She left.",
    "1. First item", "Two things||\n1. a cat||\n2) a dog",
    "A line\n- an item".replacing("\n", with: "||\n"),
    "Hello\nworld goes on.", "A title\n\nA text.".replacing("\n\n", with: "||\n\n"),
    "From: me||\nTo: you||\nSubject: all", "They came (late.)|| We ate.",
    "End.Next".replacing(".", with: ".||"),
    "« Oui. »|| Elle part.", "« Oui. Non. »|| Elle part.".replacing(" Non", with: "|| Non"),
    "« Oui. », dit-elle.", "« Oui. » écrit-elle.", "„Ja.“|| Sie geht.", "»Ja.«|| Sie geht.",
    "”Ja.”|| Hon går.", "Ja.|| »Nej.»|| Hon går.", "“Go.”|| She left.",
    "Hon ”gick.|| ”Ja.”", "Oui» et.|| «Non.»", "»Nej? ».|| Hon.", "“Go. ”|| She left.",
    "(Map. )|| Then.", "He left.|| (See.)", "“走吧。”她说。||好。",
    "「行く。」 次。".replacing("」 ", with: "」|| "),
    "a) The first.", "iv) The first.", "iv. The first.", "b. The first.|| More.",
    "It is in the U.S.|| We like it.", "He lives in the U.S. Army base.", "Was it \"us\"?|| Yes.",
  ])
  func endsOfSentences(marked: String) {
    let expected = marked.split(separator: "||").map {
      var part = $0
      while part.first?.isWhitespace == true { part.removeFirst() }
      return String(part)
    }
    let text = marked.replacing("||", with: "")
    let found = sentences(text).map { String($0.drop { $0.isWhitespace }) }
    #expect(found == expected)
  }

  @Test func linesEndSentences() {
    let text = "one line. two\nthree\n\nfour"
    #expect(sentences(text, mode: .lines) == ["one line.", "two", "three", "\nfour"])
    #expect(sentences(text, mode: .presegmented) == ["one line. two", "three", "\nfour"])
  }

  @Test func paragraphsAreMarked() {
    let text = Array("\nOne. Two.\nThree.\n\nFour. Five.\n \nSix".utf8)
    let found = SentenceTokenizerInvariantTests.sentences([text[...]], mode: .text)
    #expect(found.map(\.startsParagraph) == [true, false, false, true, false, true])
    #expect(found.map(\.words.count) == [2, 2, 2, 2, 2, 1])
  }
}

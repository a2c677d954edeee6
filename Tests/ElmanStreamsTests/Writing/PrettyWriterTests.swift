import ElmanCorpora
import ElmanText
import Testing

@testable import ElmanStreams

struct PrettyWriterTests {
  @Test(arguments: [
    ("", 0), ("owl", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("日本語", 6), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇫🇷🇩🇪", 4), ("☺\u{FE0F}", 2),
    ("ไทย", 3), ("ﾊﾝ", 2), ("\u{200B}", 0),
  ])
  func widths(_ text: String, width: Int) {
    #expect(ScreenText(text.utf8).width == width)
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let text = ScreenText("\u{1B}[31m\0\u{7F}\u{9B}\t".utf8)
    #expect(String(decoding: text.utf8, as: UTF8.self) == "␛[31m␀␡\u{FFFD}␉")
    #expect(text.width == 9)
  }

  private func lines(_ words: [String], width: Int) -> [String] {
    let writer = PrettyWriter(.untagged(screen: Screen(width: width, hasColours: false)))
    var output: [UInt8] = []
    writer.write(StreamSentence(sentence: Sentence(words: words)), nil, to: &output)
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map { String($0) }
  }

  @Test func rowsAreAsWideAsTheScreen() {
    #expect(lines(["aaaa", "bbbb", "cc"], width: 14) == ["aaaa  bbbb  cc"])
    #expect(lines(["aaaa", "bbbb", "cc"], width: 13) == ["aaaa  bbbb", "cc"])
    #expect(lines(["日本", "bbbb", "cc"], width: 13) == ["日本  bbbb", "cc"])
    #expect(lines(["aaaa", "bbbb", "cc"], width: 1) == ["aaaa", "bbbb", "cc"])
    #expect(lines([], width: 10) == [])
  }

  @Test func aTagAlwaysHasTheSameColor() {
    #expect(TagColour(tag: "NOUN").start == Array("\u{1B}[34m".utf8))
    #expect(TagColour(tag: "NNP").start == TagColour(tag: "NNP").start)
  }
}

import ElmanText
import Testing

@testable import ElmanStreams

struct WordWriterTests {
  @Test func wordsAreWrittenInLinesAndColumns() {
    var horizontal: [UInt8] = []
    var vertical: [UInt8] = []
    for words in [["New York", "is", "big"], [], ["a\tb"]] {
      let item = StreamSentence(sentence: Sentence(words: words))
      HorizontalWriter(.untagged()).write(item, nil, to: &horizontal)
      TSVWriter(.untagged()).write(item, nil, to: &vertical)
    }
    #expect(String(decoding: horizontal, as: UTF8.self) == "New\u{A0}York is big\na\u{A0}b\n")
    #expect(String(decoding: vertical, as: UTF8.self) == "New York\nis\nbig\n\na b\n\n")
  }
}

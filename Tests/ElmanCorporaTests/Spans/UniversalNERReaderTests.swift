import ElmanCorpora
import ElmanText
import Testing

@Suite struct UniversalNERReaderTests {
  @Test func sentencesStandAsInTheirTexts() throws {
    let text = """
      # newdoc id = one
      # sent_id = one-1
      # text = Ada (from  Bath) slept.
      1\tAda\tB-PER\t-\tsomeone
      2\t(\tO
      3\tfrom\tO\t-\t-
      4\tBath\tB-LOC\t-\tsomeone
      5\t)\tO
      6\tslept\tO
      7\t.\tO

      # sent_id = one-2
      # text = du pain
      1-2\tdu\tO
      1\tde\tO
      2\tle\tO
      2.1\tx\tO
      3\tpain\tO

      #nothing
      #text =
      1\t#\tO
      """
    let all = try labelledSentences(.iob2, text)
    #expect(
      all.map(\.row) == [
        "Ada/B-PER (/O from/O Bath/B-LOC )/O slept/O ./O", "de/O le/O pain/O", "#/O",
      ])
    #expect(
      all.map { string($0.sentence.text) } == ["Ada (from  Bath) slept. ", "de le pain ", "# "])
    #expect(
      all[0].sentence.words.map(\.spaceAfter) == [true, false, true, false, true, false, true])
    #expect(all.map(\.id) == ["one-1", "one-2", nil])
    #expect(all.map(\.sentence.startsParagraph) == [true, false, false])
    #expect(all[1].lines == [15, 16, 18])
    #expect(all[1].sentence.start.utf8 == 24)
  }

  @Test(
    arguments: [
      ("1\ta\n", "input:1: expected at least 3 columns, found 2"),
      ("# x\n\na\tb\tO\n", "input:3: expected ID 1, found 'a'"),
      ("1\ta\tO\n3\tb\tO\n", "input:2: expected ID 2, found '3'"),
      ("1\t\tO\n", "input:1: expected a word in column 2, found nothing"),
      ("1\ta\t\n", "input:1: expected a label in column 3, found nothing"),
    ])
  func faults(text: String, message: String) {
    let error = #expect(throws: CorpusError.self) { try labelledSentences(.iob2, text) }
    #expect(error?.description == message)
  }
}

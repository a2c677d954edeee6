import ElmanText
import Testing

@Suite struct DocumentTests {
  private func forms(_ document: Document) -> [[String]] {
    document.windows.map { window in window.words.indices.map { window.form($0) } }
  }

  @Test func wholeSentencesShareAWindow() {
    let document = Document(text: "One two. Three. Four five six.".utf8, windowSize: 6)
    #expect(forms(document) == [["One", "two", ".", "Three", "."], ["Four", "five", "six", "."]])
    #expect(document.wordCount == 9)
  }

  @Test func aLongSentenceIsCut() {
    let document = Document(text: "Oh. One two three four five six!".utf8, windowSize: 3)
    #expect(
      forms(document) == [
        ["Oh", "."], ["One", "two", "three"], ["four", "five", "six"], ["!"],
      ])
  }

  @Test(arguments: ["", " ", "\n\n \t", "\u{FEFF}"])
  func nothingIsOneEmptyToken(_ text: String) {
    let document = Document(text: text.utf8, windowSize: 4)
    #expect(forms(document) == [[""]])
    #expect(document.windows.flatMap(\.text) == Array(text.utf8))
  }

  @Test func wordsStayAsTheyAre() {
    let document = Document(words: ["New York", "is", "big", "."], windowSize: 3)
    #expect(forms(document) == [["New York", "is", "big"], ["."]])
    #expect(forms(Document(words: [String](), windowSize: 3)) == [[""]])
  }

  @Test(arguments: 1...9)
  func noByteIsLostAndNoTokenMoves(windowSize: Int) {
    let text =
      " It's 3 p.m. in Zürich 😴… Don't\u{A0}go!\n\nA (very) long, long way home, isn't it?\n"
    let document = Document(text: text.utf8, windowSize: windowSize)
    #expect(document.windows.flatMap(\.text) == Array(text.utf8))
    #expect(document.windows.allSatisfy { (1...windowSize).contains($0.words.count) })
    let whole = Document(text: text.utf8, windowSize: 1_000)
    #expect(forms(document).joined().elementsEqual(forms(whole).joined()))
    let places = document.windows.flatMap(\.positions)
    #expect(places == whole.windows.flatMap(\.positions))
  }
}

import Testing

@testable import ElmanText

@Suite struct ComparedTextTests {
  private func key(_ text: String, ignoringCase: Bool = false) -> String {
    String(
      decoding: ComparedText.key(of: text.utf8, ignoringCase: ignoringCase), as: UTF8.self)
  }

  @Test func runsOfWhiteSpaceAreOneSpace() {
    #expect(key(" a \t\n b\u{A0}\u{2009}c\u{3000}") == "a b c")
    #expect(key(" \u{A0}") == "")
  }

  @Test func caseIsPassedOverOnRequest() {
    #expect(key("Ärger ΟΔΟΣ οδος", ignoringCase: true) == "ärger οδοσ οδοσ")
    #expect(key("Ärger") == "Ärger")
    // One scalar of each, and no normal form.
    #expect(key("İ", ignoringCase: true).unicodeScalars.count == 1)
    #expect(key("E\u{301}", ignoringCase: true).utf8.elementsEqual("e\u{301}".utf8))
  }

  @Test func placesAreThoseOfTheOriginal() {
    var text = ComparedText(ignoringCase: true)
    let original = Array("Ⱥ  b\u{A0}C".utf8)
    original.withUnsafeBufferPointer { text.set($0) }
    // The small letter has a byte more than the capital.
    #expect(String(decoding: text.bytes, as: UTF8.self) == "ⱥ b c")
    #expect([0, 2, 4, 5, 7, 8].map { text[$0] } == [0, 3, 4, 5, 6, 7])
  }
}

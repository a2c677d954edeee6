import Testing

@testable import ElmanText

@Suite struct TokenShapeTests {
  private func shape(_ form: String) -> TokenShape? {
    Array(form.utf8).withUnsafeBufferPointer { TokenShape($0) }
  }

  @Test(arguments: [
    ("https://example.org/a?b=1", TokenShape.web), ("www.example.org", .web),
    ("HTTP://EXAMPLE.ORG", .web), ("mira.oakes@example.org", .mail), ("😀", .picture),
    ("❤️", .picture), ("👩‍🔬", .picture), ("🇨🇭", .picture), ("👍🏽", .picture), (":-)", .face),
    ("<3", .face),
  ])
  func tokensAreToldByTheirCharacters(_ form: String, _ expected: TokenShape) {
    #expect(shape(form) == expected)
  }

  @Test(arguments: [
    "", "owl", "Owl's", "3.14", "12:30", "e.g.", "@", "a@b", "mira@HOME", "…", "–", "’", "é", "犬",
    "½", "°", "§5",
    "e.g.😀x", "example.org/a", "x://", "€", "™", "1️⃣x",
  ])
  func wordsAreNot(_ form: String) {
    #expect(shape(form) == nil)
  }
}

import Testing

@testable import ElmanText

@Suite struct ListMarkerTests {
  @Test(arguments: ["1.", "12)", "a)", "B)", "I.", "(b)", "iv.", "(XII)", "(1)"])
  func numbersOfItems(text: String) { #expect(matches(text)) }

  @Test(arguments: [
    "", ".", ")", "(", "()", "123.", "ab.", "No.", "B.", "(a.", "é)", "1", "a b)", "1.)",
  ])
  func otherText(text: String) { #expect(!matches(text)) }

  private func matches(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { ListMarker.matches($0) }
  }
}

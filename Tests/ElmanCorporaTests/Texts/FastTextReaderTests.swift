import ElmanCorpora
import Testing

@Test(
  arguments: [
    ("", []),
    ("__label__good fine tea", [("good", "fine tea", 1)]),
    (
      "__label__good fine  tea \r\n\n \t\n__label__bad\tcold\ttea\n",
      [("good", "fine  tea ", 1), ("bad", "cold\ttea", 4)]
    ),
    ("__label__a\n__label__b \n", [("a", "", 1), ("b", "", 2)]),
    ("\u{FEFF}  __label__é nul\0 x__label__y", [("é", "nul\0 x__label__y", 1)]),
  ] as [(String, [(String, String, Int)])])
func fastTextLines(input: String, expected: [(String, String, Int)]) throws {
  #expect(try texts(.fasttext, input) == expected.map { LabelledText($0.0, $0.1, $0.2) })
}

@Test(
  arguments: [
    ("fine tea", "1", "'fine'"),
    ("__label__a b\n__label__ tea\n", "2", "'__label__'"),
    ("__label__a __label__b tea\n", "1", "2 labels"),
    ("__label__a tea __label__b __label__c", "1", "3 labels"),
    ("tea __label__a", "1", "'tea'"),
  ])
func fastTextNeedsOneLabelAtTheStart(input: String, line: String, found: String) {
  #expect(
    message(.fasttext, input)
      == "input:\(line): expected one label such as __label__name and a text, found \(found)")
}

import ElmanCorpora
import Testing

private func options(
  _ classes: SentimentClasses, phrases: Bool = false
) -> LabelledTextOptions {
  LabelledTextOptions(hasTwoSentiments: classes == .two, phrases: phrases)
}

private func pairs(_ texts: [LabelledText]) -> [[String]] { texts.map { [$0.label, $0.text] } }

private let trees = """
  (3 (2 the) (4 (4 good) (2 tea)))
  (2 (1 (2 no) (3 good)) (0 tea))

  (0 awful)

  """

@Test func sentencesOfTrees() throws {
  let five = try texts(.sst, trees, options(.five))
  #expect(
    pairs(five) == [
      ["positive", "the good tea"], ["neutral", "no good tea"], ["very negative", "awful"],
    ])
  #expect(five.map(\.words) == [["the", "good", "tea"], ["no", "good", "tea"], ["awful"]])
  #expect(five.map(\.line) == [1, 2, 4])
  #expect(
    pairs(try texts(.sst, trees, options(.two))) == [
      ["positive", "the good tea"], ["negative", "awful"],
    ])
}

@Test func phrasesOfTrees() throws {
  #expect(
    pairs(try texts(.sst, trees, options(.five, phrases: true))) == [
      ["positive", "the good tea"], ["neutral", "the"], ["very positive", "good tea"],
      ["very positive", "good"], ["neutral", "tea"],
      ["neutral", "no good tea"], ["negative", "no good"], ["neutral", "no"], ["positive", "good"],
      ["very negative", "tea"],
      ["very negative", "awful"],
    ])
  let two = try texts(.sst, trees, options(.two, phrases: true))
  #expect(
    pairs(two) == [
      ["positive", "the good tea"], ["positive", "good tea"], ["positive", "good"],
      ["negative", "no good"], ["positive", "good"], ["negative", "tea"], ["negative", "awful"],
    ])
  #expect(two.map(\.line) == [1, 1, 1, 2, 2, 2, 4])
}

@Test(
  arguments: [
    ("(2 -LRB-)", ["("]), ("(2 (2 -RRB-) (2 -LRB-x))", [")", "-LRB-x"]),
    ("(2 (2 1\\/2) (2 \\*\\*))", ["1/2", "**"]), ("(2 a\\b\\)", ["a\\b\\"]),
    (" ( 2\t( 2  a ) ( 2 b)\t) ", ["a", "b"]), ("(2 (2 (2 a)))\r", ["a"]),
    ("(2 é\u{A0}\0)", ["é\u{A0}\0"]),
  ])
func wordsOfTrees(tree: String, words: [String]) throws {
  let found = try texts(.sst, tree + "\n", options(.five))
  #expect(found.map(\.words) == [words])
  #expect(found.map(\.text) == [words.joined(separator: " ")])
}

@Test(
  arguments: [
    ("tea", "an opening bracket, found 'tea' at byte 1"),
    (")", "an opening bracket, found ')' at byte 1"),
    ("(", "a degree from 0 to 4, found the line's end at byte 2"),
    ("(5 tea)", "a degree from 0 to 4, found '5 tea)' at byte 2"),
    ("(tea)", "a degree from 0 to 4, found 'tea)' at byte 2"),
    ("(10 tea)", "a space after the degree, found '0 tea)' at byte 3"),
    ("(1(2 tea))", "a space after the degree, found '(2 tea))' at byte 3"),
    ("(1 )", "a word or an opening bracket, found ')' at byte 4"),
    ("(1 ", "a word or an opening bracket, found the line's end at byte 4"),
    ("(1 good tea)", "a closing bracket after one word, found 'tea)' at byte 9"),
    ("(1 good (2 tea))", "a closing bracket after one word, found '(2 tea))' at byte 9"),
    ("(1 (2 good) tea)", "a bracket, found 'tea)' at byte 13"),
    ("(1 (2 tea)", "a bracket, found the line's end at byte 11"),
    ("(1 tea))", "the line's end after the tree, found ')' at byte 8"),
    ("(1 tea) (1 tea)", "the line's end after the tree, found '(1 tea)' at byte 9"),
  ])
func malformedTrees(tree: String, expected: String) {
  #expect(
    message(.sst, "(1 fine)\n" + tree + "\n") == "input:2: expected \(expected) of the line")
}

@Test func deepTreesDoNotOverflowTheStack() throws {
  let depth = 100_000
  let tree =
    String(repeating: "(1 ", count: depth) + "(3 tea" + String(repeating: ")", count: depth)
  #expect(
    try texts(.sst, tree + ")", options(.two)) == [
      LabelledText(label: "negative", text: "tea", words: ["tea"], line: 1)
    ])
  #expect(try texts(.sst, tree + ")", options(.two, phrases: true)).count == depth + 1)
  #expect(throws: CorpusError.self) { try texts(.sst, tree) }
}

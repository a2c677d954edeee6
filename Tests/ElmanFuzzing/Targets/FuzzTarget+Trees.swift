import ElmanCorpora

extension FuzzTarget {
  /// The bracketed trees of sentiment treebanks.
  static let trees = FuzzTarget(
    name: "trees",
    seeds: [
      FuzzInput.seed("(3 (2 (2 An) (3 (4 odd) (2 owl))) (2 .))\n\n(0 No)\n"),
      FuzzInput.seed(options: 6, "(1 (2 -LRB-) (1 (2 1\\/2) (2 -RRB-)))\r\n( 2  a )\n"),
    ],
    dictionary: ["(2 ", "(4 (0 ", "))", "-LRB-", "-RRB-", "\\/", "\\*", " )", "\n"]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let phrases = input.isOn(1)
    let texts = try accepted { () throws(CorpusError) in
      try labelledTexts(
        SentimentTreeReader(
          ByteSource(bytes: input.bytes), classes: input.isOn(2) ? .two : .five, phrases: phrases,
          illFormedText: input.isOn(0) ? .replace : .reject))
    }
    guard let texts else { return }
    var previous = 0
    for text in texts {
      guard let words = text.words else { throw FuzzFinding("a tree without words") }
      try expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty }, "an empty word")
      try expect(text.text == words.joined(separator: " "), "a text of other words")
      try expect(text.line > previous || phrases && text.line == previous, "lines out of order")
      previous = text.line
    }
  }
}

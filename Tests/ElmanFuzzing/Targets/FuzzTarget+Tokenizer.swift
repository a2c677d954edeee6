import ElmanText

extension FuzzTarget {
  /// The tokenizer by rules.
  static let tokenizer = FuzzTarget(
    name: "tokenizer", seeds: textSeeds, dictionary: textDictionary
  ) { (input) throws(FuzzFinding) in
    try checkRules(TokenizerInput(input))
  }

  /// The same with texts that are repeated until they pass the limits of a token and a sentence.
  static let longTexts = FuzzTarget(
    name: "long-texts", seeds: ["a.b-c' ", "\u{E9}", " \n"].map { FuzzInput.seed($0) },
    dictionary: textDictionary
  ) { (input) throws(FuzzFinding) in
    try checkRules(TokenizerInput(input, repeated: 70_000))
  }

  private static func checkRules(_ input: TokenizerInput) throws(FuzzFinding) {
    let sentences = try input.checkedSentences(SentenceTokenizer(mode: input.mode))
    for sentence in sentences {
      try expect(
        sentence.words.count <= SentenceTokenizer.maximumSentenceTokens
          && sentence.words.allSatisfy { $0.range.count <= SentenceTokenizer.maximumTokenBytes },
        "a sentence of \(sentence.words.count) tokens, or a token that is too long")
    }
    try checkWrittenText(of: sentences)
    let document = Document(text: input.text, windowSize: 7)
    try expect(
      document.windows.allSatisfy { (1...7).contains($0.words.count) }, "a window of other size")
    try expect(document.windows.flatMap(\.text) == sentences.flatMap(\.text), "windows lose text")
  }

  /// Texts with what tokenizers look for.
  static let textSeeds: [[UInt8]] = [
    FuzzInput.seed("Mr. O'Neil can't pay $1,000.50 (10%). \"Really?!\" said J. K. Low...\n\nNo."),
    FuzzInput.seed(
      options: 0x41,
      "See https://example.org/a?b=c(d)., me@example.org, www.x.com or ~/a/b.txt :-) #owl"),
    FuzzInput.seed(
      options: 0x82,
      "\u{732B}\u{3002}e\u{301} \u{1F469}\u{200D}\u{1F467}\u{1F1E9}\u{1F1EA}\u{2029}5kg 10:30pm\r\n"
    ),
    FuzzInput.seed(
      options: 0xC0, " \u{FEFF}\u{A0}\u{3000}\u{0} a--b \u{E9}\u{AD} x/y AT&T U.S.A. \u{FFFD}"),
    [1, 0x61, 0xFF, 0xE2, 0x82, 0x20, 0xF0, 0x9F],
  ]

  /// Words of texts.
  static let textDictionary = [
    "https://", "www.", "@", ".com", "...", "n't", "'s", "\u{2019}", "U.S.", "Mr.", "\n\n", "\r\n",
    "\u{2029}",
    "\u{A0}", "\u{FEFF}", "\u{200D}", "\u{301}", "\u{1F469}", "\u{1F1E9}", "\u{732B}", "\u{3002}",
    ":-)", "--",
    "#", "/", "~/", "1,0", "5kg", "C:\\", "()", "\u{FE0F}\u{20E3}",
  ]
}

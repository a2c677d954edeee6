import Elman
import ElmanCorpora
import ElmanStreams
import ElmanText

extension FuzzTarget {
  /// Where tokens stand: text by rules and by a network, words on lines, and CoNLL-U, in pieces.
  static let offsets = FuzzTarget(
    name: "offsets",
    seeds: [
      FuzzInput.seed("\u{FEFF}Zoe\u{308} can't\r\n\r\nsleep.\rOh\t\u{1F634}!"),
      FuzzInput.seed(options: 0x21, "Two owls. One line\n \n\u{2028}no: now\r\n"),
      FuzzInput.seed(options: 0x12, "\u{FEFF}\nno \u{1F469}\u{200D}\u{1F467} no"),
      FuzzInput.seed(options: 0x43, "now, no not notes no.\n\nno"),
      FuzzInput.seed(options: 4, "\u{FEFF}a  b\r\n\t\r\nc\rd \u{A0}\u{E9}\n"),
      FuzzInput.seed(options: 0x15, "\u{FEFF}\n\na\tb \r\n\n\u{1F634}"),
      FuzzInput.seed(
        options: 0x16, "\u{FEFF}\u{1F634}\tX\tY\r\nb\rc\r\n\r\n\r\ne\u{301}\tNN\n\n\nd"),
      FuzzInput.seed(
        options: 0x17,
        """
        \u{FEFF}# newpar\r
        1-2\tZoe\u{308}'s\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r
        1\tZoe\u{308}\t_\t_\t_\t_\t_\t_\t_\t_\r
        2\t's\t_\t_\t_\t_\t_\t_\t_\tA=\u{1F634}\r
        2.1\tis\t_\t_\t_\t_\t_\t_\t_\t_\r
        3\ta b\t_\t_\t_\t_\t_\t_\t_\t_\r
        \r
        \r
        1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_
        1\tde\t_\t_\t_\t_\t_\t_\t_\t_
        2\tle\t_\t_\t_\t_\t_\t_\t_\t_


        """),
      FuzzInput.seed(options: 7, "\u{FEFF}1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n"),
    ],
    dictionary: [
      "\r\n", "\n\n", "\u{FEFF}", "\u{301}", "\u{1F634}", "\u{E9}", "\t", " ", "no", "n't", "'s",
      ". ",
      "\u{2028}", "1-2\tno\t_\t_\t_\t_\t_\t_\t_\t_\n", "1\tn\t_\t_\t_\t_\t_\t_\t_\t_\n",
      "2\to\t_\t_\t_\t_\t_\t_\t_\t_\n", "# c\n",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let sentences = try accepted { () throws(CorpusError) in try placedSentences(input) }
    guard let sentences else { return }
    let units = InputUnits(input.repaired)
    for sentence in sentences { try sentence.checkPositions(in: units) }
  }

  /// The sentences of an input in the form that its options tell, read in pieces.
  private static func placedSentences(_ input: FuzzInput) throws(CorpusError) -> [Sentence] {
    let pieceSize = Int(input.options >> 4) * 3 + 1
    let modes = SentenceTokenizer.Mode.allCases
    let number = Int(input.options & 7)
    if number < modes.count {
      return tokenized(input.bytes, pieceSize, SentenceTokenizer(mode: modes[number]))
    }
    if number == modes.count {
      guard let tokenizer = smallTokenizer else { return [] }
      return tokenized(input.bytes, pieceSize, LearnedTokenizerSession(tokenizer, batchSize: 2))
    }
    let formats: [InputFormat] = [.horizontal, .horizontal, .vertical, .conllu]
    var options = ReadingOptions()
    options.answers = number == 5 ? .ends : .untold
    let document = StreamInput { ByteSource(bytes: input.bytes, pieceSize: pieceSize) }
    let stream = SentenceStream([document], format: formats[number - 4], options: options)
    var sentences: [Sentence] = []
    while let item = try stream.next() { sentences.append(item.sentence) }
    return sentences
  }

  private static func tokenized(
    _ bytes: [UInt8], _ pieceSize: Int, _ tokenizer: some StreamingTokenizer
  ) -> [Sentence] {
    var tokenizer = tokenizer
    var sentences: [Sentence] = []
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      tokenizer.append(bytes[start..<min(start + pieceSize, bytes.count)])
      while let sentence = tokenizer.next() { sentences.append(sentence) }
    }
    return sentences + tokenizer.sentences(of: [])
  }
}

/// An input in all units of positions.
private struct InputUnits {
  let utf8: [UInt8]
  let utf16: [UInt16]
  let scalars: [Unicode.Scalar]

  init(_ text: [UInt8]) {
    let string = String(decoding: text, as: UTF8.self)
    (utf8, utf16, scalars) = (text, Array(string.utf16), Array(string.unicodeScalars))
  }

  /// Checks that some bytes stand at a place.
  func check(_ bytes: ArraySlice<UInt8>, at place: Range<TextPosition>) throws(FuzzFinding) {
    let (lower, upper) = (place.lowerBound, place.upperBound)
    let string = String(decoding: bytes, as: UTF8.self)
    let isThere =
      Self.part(of: utf8, lower.utf8, upper.utf8)?.elementsEqual(bytes) == true
      && Self.part(of: utf16, lower.utf16, upper.utf16)?.elementsEqual(string.utf16) == true
      && Self.part(of: scalars, lower.scalars, upper.scalars)?
        .elementsEqual(string.unicodeScalars) == true
    try expect(isThere, "'\(string)' is not at \(lower)..<\(upper)")
  }

  private static func part<Unit>(of units: [Unit], _ lower: Int, _ upper: Int) -> ArraySlice<Unit>?
  {
    lower <= upper && upper <= units.count ? units[lower..<upper] : nil
  }
}

extension Sentence {
  /// Checks that the input has each word and each token of the text where the sentence says.
  fileprivate func checkPositions(in input: InputUnits) throws(FuzzFinding) {
    let (positions, ranges) = (positions, wordRanges)
    try expect(positions.count == words.count, "\(positions.count) positions")
    for (index, range) in ranges.enumerated() {
      // A word with a row of its own stands there, another in the text.
      try input.check(places.isEmpty ? text[range] : bytes(index), at: positions[index])
      try expect(range == wordRange(index), "token \(index) at \(range)")
      try expect(positions[index] == position(index), "token \(index) at \(positions[index])")
      try expect(
        text[range].elementsEqual(bytes(index)) || range == words[index].range,
        "word \(index) at \(range)")
    }
    for (token, place) in zip(tokens, tokenPositions) {
      try input.check(text[words[token.lowerBound].range], at: place)
      guard let entity = entities([LabelledSpan(range: token, type: "A")]).first else { continue }
      try expect(
        entity.position.lowerBound == positions[token.lowerBound].lowerBound
          && entity.position.upperBound == positions[token.upperBound - 1].upperBound
          && entity.range.upperBound <= text.count, "an entity at \(entity.position)")
    }
  }
}

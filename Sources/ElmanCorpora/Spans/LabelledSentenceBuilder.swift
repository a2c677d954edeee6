import ElmanText

/// Puts a labelled sentence together row by row.
struct LabelledSentenceBuilder {
  private var sentence = Sentence(text: [], words: [])
  private var labels: [String] = []
  private var lines: [Int] = []

  /// The number of tokens so far.
  var count: Int { labels.count }

  /// Adds a token. As nothing tells how the words stood in the text, a space follows unless
  /// `spaceAfter` says otherwise. A word that is lost becomes U+FFFD, since each label has a token.
  mutating func append(
    word: ArraySlice<UInt8>, label: ArraySlice<UInt8>, line: Int, spaceAfter: Bool = true
  ) {
    let start = sentence.text.count
    if word.isEmpty {
      sentence.text.append(contentsOf: "\u{FFFD}".utf8)
    } else {
      sentence.text.append(contentsOf: word)
    }
    sentence.words.append(
      Word(range: start..<sentence.text.count, spaceAfter: spaceAfter))
    if spaceAfter { sentence.text.append(0x20) }
    labels.append(String(decoding: label, as: UTF8.self))
    lines.append(line)
  }

  /// Puts the tokens where they stand in `text`, if all of them are found there in order.
  mutating func place(in text: [UInt8]) {
    var tokens = sentence.words
    var offset = 0
    func skipSpaces() { while offset < text.count, isSpace(text[offset]) { offset += 1 } }
    for index in tokens.indices {
      skipSpaces()
      let word = sentence.text[tokens[index].range]
      guard text[offset...].starts(with: word) else { return }
      tokens[index].range = offset..<offset + word.count
      offset += word.count
      tokens[index].spaceAfter = offset == text.count || isSpace(text[offset])
    }
    skipSpaces()
    guard offset == text.count else { return }
    sentence.words = tokens
    sentence.text = text + [0x20]
  }

  /// The sentence, after which the next one begins; `nil` without tokens.
  mutating func finish(
    id: String? = nil, startsParagraph: Bool, _ position: inout TextAccumulator
  ) -> LabelledSentence? {
    guard !labels.isEmpty else { return nil }
    sentence.startsParagraph = startsParagraph
    let result = LabelledSentence(
      sentence: position.place(sentence), labels: labels, lines: lines, id: id)
    self = LabelledSentenceBuilder()
    return result
  }
}

/// Whether a byte is white space in ASCII.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

import ElmanCorpora
import ElmanTestSupport
import ElmanText
import Testing

private func sentence(_ text: String, _ words: [String], paragraph: Bool = false) -> Sentence {
  let bytes = Array(text.utf8)
  var tokens: [Word] = []
  var position = 0
  for word in words {
    let size = word.utf8.count
    while !bytes[position...].starts(with: word.utf8) { position += 1 }
    let end = position + size
    let space = end < bytes.count && [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end])
    tokens.append(Word(range: position..<end, spaceAfter: space))
    position = end
  }
  return Sentence(text: bytes, words: tokens, startsParagraph: paragraph)
}

/// `#require` cannot hold a mutating call.
private func formatted(_ sentence: ConlluSentence?) throws -> ConlluSentence {
  try #require(sentence)
}

@Test func rowsAreWrittenAsUDPipeWritesThem() throws {
  var formatter = ConlluFormatter()
  let first = try formatted(
    formatter.format(
      sentence("  Hello, you!\n\n", ["Hello", ",", "you", "!"], paragraph: true),
      labels: ["INTJ", "PUNCT", "PRON", "PUNCT"]))
  let second = try formatted(
    formatter.format(sentence("Bye  now", ["Bye", "now"], paragraph: true)))
  let third = try formatted(formatter.format(sentence("a b ", ["a", "b"])))
  #expect(
    written(first) == """
      # newdoc
      # newpar
      # sent_id = 1
      # text = Hello, you!
      1\tHello\t_\tINTJ\t_\t_\t_\t_\t_\tSpacesBefore=\\s\\s|SpaceAfter=No
      2\t,\t_\tPUNCT\t_\t_\t_\t_\t_\t_
      3\tyou\t_\tPRON\t_\t_\t_\t_\t_\tSpaceAfter=No
      4\t!\t_\tPUNCT\t_\t_\t_\t_\t_\tSpacesAfter=\\n\\n


      """)
  #expect(
    written(second) == """
      # newpar
      # sent_id = 2
      # text = Bye now
      1\tBye\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\s
      2\tnow\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No


      """)
  #expect(
    written(third) == """
      # sent_id = 3
      # text = a b
      1\ta\t_\t_\t_\t_\t_\t_\t_\t_
      2\tb\t_\t_\t_\t_\t_\t_\t_\t_


      """)
}

@Test func documentsAndColumns() throws {
  var formatter = ConlluFormatter(documentID: "a.txt", keepsSpaces: false)
  let first = try formatted(formatter.format(sentence("x\n", ["x"]), labels: ["NN"], column: .xpos))
  #expect(
    written(first)
      == "# newdoc id = a.txt\n# newpar\n# sent_id = 1\n# text = x\n1\tx\t_\t_\tNN\t_\t_\t_\t_\t_\n\n"
  )
  formatter.startDocument()
  let second = try formatted(formatter.format(sentence("y", ["y"])))
  #expect(second.startsDocument && second.documentID == nil && second.sentenceID == "2")
}

@Test func theTextCanBeRebuilt() throws {
  let parts: [Sentence] = [
    sentence("\n \t", []),
    sentence("One|two \\ three\r\n", ["One", "|", "two", "\\", "three"], paragraph: true),
    sentence("New\tYork  is\u{A0}big ", ["New\tYork", "is\u{A0}big"]),
    sentence("50 000 €.", ["50 000", "€", "."]),
    Sentence(text: Array("cut".utf8), words: [Word(range: 0..<3, spaceAfter: true)]),
    sentence(" \u{3000}漢字\u{3000}", ["漢字"]),
  ]
  var formatter = ConlluFormatter()
  var file: [UInt8] = []
  for part in parts { formatter.format(part)?.write(to: &file) }
  let reader = ConlluReader(ByteSource(bytes: file, path: "input"))
  var text: [UInt8] = []
  while let sentence = try reader.next() { text += sentence.originalText }
  #expect(string(text) == string(parts.flatMap(\.text)))
}

@Test func generatedTextsCanBeRebuilt() throws {
  let spaces = ["", " ", "  ", "\n", " \n", "\t", "\r\n", "\n\n"]
  let words = ["a", "b c", "|", "\\", "\\s", "x\ty", "é", "漢", "_", "#"]
  var random = SeededGenerator(seed: 3)
  for _ in 0..<300 {
    var formatter = ConlluFormatter()
    var file: [UInt8] = []
    var input: [UInt8] = []
    for _ in 0..<3 {
      var part = Sentence(text: [], words: [])
      part.text += (spaces.randomElement(using: &random) ?? "").utf8
      for _ in 0..<Int.random(in: 1..<5, using: &random) {
        let start = part.text.count
        part.text += (words.randomElement(using: &random) ?? "").utf8
        let end = part.text.count
        part.text += (spaces.randomElement(using: &random) ?? "").utf8
        part.words.append(Word(range: start..<end, spaceAfter: part.text.count > end))
      }
      input += part.text
      formatter.format(part)?.write(to: &file)
    }
    let reader = ConlluReader(ByteSource(bytes: file, path: "input"))
    var text: [UInt8] = []
    while let sentence = try reader.next() { text += sentence.originalText }
    #expect(string(text) == string(input))
  }
}

@Test func tokenizedTextsCanBeRebuilt() throws {
  let pieces = [
    "It rains", ".", "!", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "don't", "a|b", "\\n",
    "12 000",
    "\u{A0}", "\u{3000}", "\u{85}", "\u{2028}", "\u{B}", "\0", "😀", "(", "\"",
    "www.example.org/a_b",
  ]
  var random = SeededGenerator(seed: 11)
  for _ in 0..<300 {
    let count = Int.random(in: 0..<30, using: &random)
    let input = "x" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    var tokenizer = SentenceTokenizer()
    tokenizer.append(input.utf8)
    tokenizer.finish()
    var formatter = ConlluFormatter()
    var file: [UInt8] = []
    while let sentence = tokenizer.next() { formatter.format(sentence)?.write(to: &file) }
    // White space is between cells and, single, in comments.
    for line in string(file).unicodeScalars.split(separator: "\n") {
      let cells = line.split(omittingEmptySubsequences: false) { $0.properties.isWhitespace }
      #expect(cells.allSatisfy { !$0.isEmpty })
      #expect(line.first == "#" || cells.count == 10)
    }
    let reader = ConlluReader(ByteSource(bytes: file, path: "input"))
    var text: [UInt8] = []
    while let sentence = try reader.next() { text += sentence.originalText }
    #expect(string(text) == input)
  }
}

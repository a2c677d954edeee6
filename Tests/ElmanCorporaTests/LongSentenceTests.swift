import ElmanCorpora
import ElmanText
import Testing

/// Sentences without end are cut, and lose nothing.
struct LongSentenceTests {
  private let limit = SentenceLimits.maximumBytes

  private func sentences(
    _ format: WordReaders, _ text: String
  ) throws -> (sentences: [Sentence], cutLine: Int?) {
    let reader = format.reader(ByteSource(bytes: Array(text.utf8), path: "input"))
    var sentences: [Sentence] = []
    while let sentence = try reader.nextSentence() { sentences.append(sentence) }
    return (sentences, reader.firstCutLine)
  }

  @Test(arguments: ["owls ", "日本", "x", " ", "\n"])
  func horizontal(unit: String) throws {
    let text =
      "Two\n" + String(repeating: unit, count: 2_500_000 / unit.utf8.count) + "\nMira naps\n"
    let (found, cutLine) = try sentences(.horizontal, text)
    #expect(found.allSatisfy { $0.text.count <= limit + 16 })
    let isSame = found.flatMap(\.text) == Array(text.utf8)
    #expect(isSame)
    #expect(found.last?.words.count == 2)
    #expect(found.last?.startsParagraph == (unit == "\n" || unit == " "))
    #expect(cutLine == (unit == "\n" ? nil : 2))
    if unit == "owls " {
      let words = found.dropFirst().dropLast().flatMap { one in
        one.words.indices.map { one.form($0) }
      }
      #expect(words.count == 500_000 && Set(words) == ["owls"])
    }
  }

  @Test func vertical() throws {
    let text = "Two\n\n" + String(repeating: "owls\tNOUN\n", count: 300_000) + "\nMira\n"
    let (found, cutLine) = try sentences(.vertical, text)
    #expect(found.map(\.words.count).reduce(0, +) == 300_002)
    #expect(found.allSatisfy { $0.text.count <= limit + 16 })
    #expect(found.count == 4 && found.last?.words.count == 1)
    #expect(cutLine == 2 + limit / 5 + 1)
  }

  @Test func aVerticalWord() throws {
    let word = String(repeating: "x", count: 2_500_000)
    let (found, cutLine) = try sentences(.vertical, word + "\tNOUN y\nnaps\n")
    let isSame = found.flatMap(\.text) == Array((word + " naps ").utf8)
    #expect(isSame)
    #expect(found.flatMap(\.words).filter(\.spaceAfter).count == 2)
    #expect(cutLine == 1)
    // What follows the tab is left aside in all pieces of the line.
    let (tabbed, _) = try sentences(.vertical, "a\t\(word) b\nc\n")
    #expect(tabbed.map { string($0.text) } == ["a c "])
  }

  @Test(arguments: ["x", "# \(String(repeating: "x", count: 1_000))\n"])
  func aConlluSentenceIsNotCut(unit: String) throws {
    let text = String(repeating: unit, count: 17 << 20 / unit.utf8.count)
    let error = #expect(throws: CorpusError.self) { try roundTrip(Array(text.utf8)) }
    #expect(
      error?.description.hasSuffix(": expected a sentence of at most 16 MiB, found a longer one")
        == true)
  }

  @Test func manyBlankLinesInConllu() throws {
    let text = String(repeating: "\n", count: 20_000) + "# a\n" + row("1", "Owls") + "\n\r\n"
    #expect(try roundTrip(Array(text.utf8)) == Array(text.utf8))
  }

  @Test func whiteSpaceThatConlluDoesNotTell() {
    var formatter = ConlluFormatter()
    let blank = Sentence(text: [UInt8](repeating: 0x20, count: 400_000), words: [])
    for turn in 1...5 {
      #expect(formatter.format(blank) == nil)
      #expect(formatter.hasLeftOutSpaces == (turn > 2))
    }
    let sentence = formatter.format(
      Sentence(text: Array("x".utf8), words: [Word(range: 0..<1, spaceAfter: false)]))
    #expect(sentence?.originalText.count == 800_001)
  }
}

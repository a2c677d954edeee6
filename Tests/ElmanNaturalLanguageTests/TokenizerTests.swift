import ElmanNaturalLanguage
import ElmanTestSupport
import Testing

struct TokenizerTests {
  private static func tokens(
    _ text: String, _ unit: NLTokenUnit, _ language: NLLanguage? = .english
  ) -> [String] {
    let tokenizer = NLTokenizer(unit: unit)
    tokenizer.string = text
    if let language { tokenizer.setLanguage(language) }
    return tokenizer.tokens(for: TextSamples.all(text)).map { String(text[$0]) }
  }

  @Test func wordsAreWithoutMarksAndWhiteSpace() {
    #expect(
      Self.tokens("Mira can't leave \"Boston\" (yet) 👍🏽.", .word)
        == ["Mira", "can't", "leave", "Boston", "yet", "👍🏽"])
    #expect(Self.tokens("我买了三本书。", .word, .simplifiedChinese) == ["我", "买", "了", "三", "本", "书"])
  }

  @Test func largerUnitsTileTheText() {
    let text = "One owl. Two owls!\nThree owls?\r\n\r\nFour."
    #expect(
      Self.tokens(text, .sentence) == ["One owl. ", "Two owls!\n", "Three owls?\r\n\r\n", "Four."])
    #expect(
      Self.tokens(text, .paragraph) == ["One owl. Two owls!\n", "Three owls?\r\n", "\r\n", "Four."])
    #expect(Self.tokens(text, .document) == [text])
  }

  @Test(arguments: NLTokenUnit.allCases) func anEmptyTextHasNoUnits(unit: NLTokenUnit) {
    #expect(Self.tokens("", unit).isEmpty)
    let tokenizer = NLTokenizer(unit: unit)
    #expect(tokenizer.unit == unit)
    #expect(tokenizer.tokens(for: TextSamples.all("")).isEmpty)
    tokenizer.string = ""
    let range = tokenizer.tokenRange(at: "".startIndex)
    #expect(range.isEmpty)
  }

  @Test func anIndexIsInAUnit() {
    let text = "Mira can't fly. Owls can."
    let tokenizer = NLTokenizer(unit: .word)
    tokenizer.string = text
    for (offset, word) in [(0, "Mira"), (3, "Mira"), (5, "can't"), (8, "can't"), (4, ""), (14, "")]
    {
      let index = text.index(text.startIndex, offsetBy: offset)
      #expect(text[tokenizer.tokenRange(at: index)] == word, "at \(offset)")
    }
    #expect(tokenizer.tokenRange(at: text.endIndex) == text.endIndex..<text.endIndex)
    let sentences = NLTokenizer(unit: .sentence)
    sentences.string = text
    #expect(text[sentences.tokenRange(at: text.startIndex)] == "Mira can't fly. ")
    #expect(sentences.tokenRange(at: text.endIndex).isEmpty)
  }

  @Test func aRangeIsExtendedToWholeUnits() {
    let text = "Mira can't fly. Owls can."
    let tokenizer = NLTokenizer(unit: .word)
    tokenizer.string = text
    let range = text.index(text.startIndex, offsetBy: 2)..<text.index(text.startIndex, offsetBy: 7)
    #expect(text[tokenizer.tokenRange(for: range)] == "Mira can't")
    #expect(tokenizer.tokens(for: range).map { text[$0] } == ["Mira", "can't"])
    #expect(tokenizer.tokenRange(for: text.startIndex..<text.startIndex).isEmpty)
  }

  @Test func attributesTellWhatIsInATokenBesidesLetters() {
    let text = "Room 42 costs $ 👍🏽 x2 ½."
    let tokenizer = NLTokenizer(unit: .word)
    tokenizer.string = text
    var found: [String: NLTokenizer.Attributes] = [:]
    tokenizer.enumerateTokens(in: TextSamples.all(text)) { range, attributes in
      found[String(text[range])] = attributes
      return true
    }
    #expect(found["Room"] == [])
    #expect(found["42"] == .numeric)
    #expect(found["$"] == .symbolic)
    #expect(found["👍🏽"]?.contains(.emoji) == true)
    #expect(found["½"]?.contains(.numeric) == true)
  }

  @Test func enumerationStopsWhenItIsTold() {
    let text = "One two three."
    let tokenizer = NLTokenizer(unit: .word)
    tokenizer.string = text
    var words: [Substring] = []
    tokenizer.enumerateTokens(in: TextSamples.all(text)) { range, _ in
      words.append(text[range])
      return words.count < 2
    }
    #expect(words == ["One", "two"])
  }

  @Test func aNewStringIsCutAnew() {
    let tokenizer = NLTokenizer(unit: .word)
    for text in ["One two.", "Three"] {
      tokenizer.string = text
      #expect(tokenizer.tokens(for: TextSamples.all(text)).count == (text == "Three" ? 1 : 2))
    }
  }

  @Test(arguments: NLTokenUnit.allCases)
  func rangesOfRandomTextsAreInOrderAndOfWholeCharacters(unit: NLTokenUnit) {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<60 {
      let text = TextSamples.random(&generator, parts: 30)
      let tokenizer = NLTokenizer(unit: unit)
      tokenizer.string = text
      var end = text.startIndex
      for range in tokenizer.tokens(for: TextSamples.all(text)) {
        #expect(range.lowerBound >= end && !range.isEmpty)
        #expect(String.Index(range.lowerBound, within: text) != nil)
        #expect(String.Index(range.upperBound, within: text) != nil)
        if unit != .word { #expect(range.lowerBound == end) }
        #expect(tokenizer.tokenRange(at: range.lowerBound) == range)
        end = range.upperBound
      }
      if unit != .word { #expect(end == text.endIndex) }
    }
  }
}

import ElmanTestSupport
import ElmanText
import Testing

/// What holds for every input, checked by brute force on random ones.
@Suite struct SentenceTokenizerInvariantTests {
  static func sentences(
    _ chunks: [ArraySlice<UInt8>], mode: SentenceTokenizer.Mode, drainEvery: Int = 1
  ) -> [Sentence] {
    var tokenizer = SentenceTokenizer(mode: mode)
    var result: [Sentence] = []
    for (index, chunk) in chunks.enumerated() {
      tokenizer.append(chunk)
      if index % drainEvery == 0 {
        while let sentence = tokenizer.next() { result.append(sentence) }
      }
    }
    tokenizer.finish()
    while let sentence = tokenizer.next() { result.append(sentence) }
    return result
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
  }

  /// Describes the first broken promise, or gives `nil`.
  static func fault(in sentences: [Sentence], of input: [UInt8]) -> String? {
    let repaired = Array(String(decoding: input, as: UTF8.self).utf8)
    guard sentences.flatMap(\.text) == repaired else { return "text lost" }
    var start = TextPosition()
    for (number, sentence) in sentences.enumerated() {
      if sentence.start != start { return "sentence \(number): wrong start" }
      if sentence.text.isEmpty { return "sentence \(number): no text" }
      let string = String(decoding: sentence.text, as: UTF8.self)
      start.utf8 += sentence.text.count
      start.utf16 += string.utf16.count
      start.scalars += string.unicodeScalars.count
      if sentence.text.count > SentenceTokenizer.maximumSentenceBytes { return "too many bytes" }
      if sentence.words.count > SentenceTokenizer.maximumSentenceTokens { return "many tokens" }
      var previous = 0
      for (index, token) in sentence.words.enumerated() {
        let place = "sentence \(number), token \(index)"
        if token.range.isEmpty { return "\(place): empty" }
        if token.range.count > SentenceTokenizer.maximumTokenBytes { return "\(place): too long" }
        if token.range.lowerBound < previous { return "\(place): overlaps" }
        let gap = String(decoding: sentence.text[previous..<token.range.lowerBound], as: UTF8.self)
        if !gap.unicodeScalars.allSatisfy(isSpace) { return "\(place): text before it" }
        let form = sentence.form(index).unicodeScalars
        if Array(String(form).utf8) != Array(sentence.bytes(index)) { return "\(place): cut" }
        // A byte-order mark inside a word separates nothing.
        if form.first == "\u{FEFF}" || form.contains(where: { isSpace($0) && $0 != "\u{FEFF}" }) {
          return "\(place): white space"
        }
        previous = token.range.upperBound
        let next: Unicode.Scalar? =
          String(decoding: sentence.text[previous...], as: UTF8.self).unicodeScalars.first
          ?? (number + 1 < sentences.count
            ? String(decoding: sentences[number + 1].text, as: UTF8.self).unicodeScalars.first
            : nil)
        if token.spaceAfter != next.map(isSpace) ?? false { return "\(place): spaceAfter" }
      }
      let rest = String(decoding: sentence.text[previous...], as: UTF8.self)
      if !rest.unicodeScalars.allSatisfy(isSpace) { return "sentence \(number): text at its end" }
    }
    return nil
  }

  @Test(arguments: SentenceTokenizer.Mode.allCases, 0..<60)
  func holdOnRandomText(mode: SentenceTokenizer.Mode, seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let input =
      seed.isMultiple(of: 3)
      ? ByteSoup.bytes(count: Int.random(in: 0...400, using: &random), using: &random)
      : ByteSoup.text(pieces: Int.random(in: 0...120, using: &random), using: &random)
    let whole = Self.sentences([input[...]], mode: mode)
    #expect(Self.fault(in: whole, of: input) == nil)
    for (largest, drainEvery) in [(1, 1), (3, 2), (40, 1), (40, 7)] {
      let chunks = randomChunks(input, largest: largest, using: &random)
      #expect(Self.sentences(chunks, mode: mode, drainEvery: drainEvery) == whole)
    }
  }

  static let endless: [String] = [
    "a", "1", ".", "。", "漢", "-", "a.", "a.b", "a-", "a@", "a'", "(", ")", "http://a)", "www.a.b(",
    "*", "a*", "\u{301}", "👩‍👩‍👧", "\u{0}", "1-", "1,", "é", "ภาษา", "Mr.", "re-", "\"", "!", "a b ",
    "a. ", " ", "\n", "\r\n", "\u{3000}", "'s", "x/", "#a", "@a", "<3", ":)", "a_", "$1m", "/a",
    "a/b.", "~/", "C:\\", "ab.Cd",
  ]

  @Test(arguments: endless)
  func holdOnEndlessRepetition(piece: String) {
    let input = Array(String(repeating: piece, count: 90_000 / piece.utf8.count).utf8)
    var random = SeededGenerator(seed: 1)
    for mode in SentenceTokenizer.Mode.allCases {
      let whole = Self.sentences([input[...]], mode: mode)
      #expect(Self.fault(in: whole, of: input) == nil)
      let chunks = randomChunks(input, largest: 9_000, using: &random)
      #expect(Self.sentences(chunks, mode: mode) == whole)
    }
  }

  @Test func cutsLongStretchesBetweenScalarsAndTokens() {
    let word = Array(String(repeating: "ä", count: 20_000).utf8)
    let first = Self.sentences([word[...]], mode: .text)
    #expect(first.flatMap { $0.words.map(\.range.count) } == [16_384, 16_384, 7_232])
    // The cut of the stretch does not run through a word.
    let words = Array(String(repeating: "word,", count: 10_000).utf8)
    let forms = Self.sentences([words[...]], mode: .text).flatMap { sentence in
      sentence.words.indices.map { sentence.form($0) }
    }
    #expect(Set(forms) == ["word", ","])
  }

  @Test func emptyInputHasNoSentence() {
    #expect(Self.sentences([], mode: .text).isEmpty)
    #expect(Self.sentences([[]], mode: .lines).isEmpty)
  }

  @Test func repairsAndCountsFaults() {
    var tokenizer = SentenceTokenizer()
    tokenizer.append([0x61, 0x20, 0xFF, 0x62, 0xC3])
    tokenizer.finish()
    let sentence = tokenizer.next()
    #expect(sentence.map { String(decoding: $0.text, as: UTF8.self) } == "a \u{FFFD}b\u{FFFD}")
    #expect(tokenizer.next() == nil)
    #expect(tokenizer.faultCount == 2)
    #expect(tokenizer.firstFault == 2)
  }

  @Test func givesALineOutAtOnce() {
    for mode in [SentenceTokenizer.Mode.lines, .presegmented] {
      var tokenizer = SentenceTokenizer(mode: mode)
      tokenizer.append("no stop".utf8)
      #expect(tokenizer.next() == nil)
      tokenizer.append("\n".utf8)
      #expect(tokenizer.next()?.words.count == 2)
      #expect(tokenizer.next() == nil)
    }
  }
}

import ElmanCorpora
import ElmanNetworks
import ElmanTensors
import ElmanText
import ElmanTestSupport
import Testing

@testable import Elman

@Suite struct LearnedTokenizerTests {
  private func sentences(
    _ tokenizer: LearnedTokenizer, _ chunks: [ArraySlice<UInt8>],
    mode: SentenceTokenizer.Mode = .text, batchSize: Int = 4
  ) -> [Sentence] {
    var session = LearnedTokenizerSession(tokenizer, mode: mode, batchSize: batchSize)
    var sentences: [Sentence] = []
    for chunk in chunks {
      session.append(chunk)
      while let sentence = session.next() { sentences.append(sentence) }
    }
    session.finish()
    while let sentence = session.next() { sentences.append(sentence) }
    return sentences
  }

  private func chunks(_ text: [UInt8], random: inout Random) -> [ArraySlice<UInt8>] {
    var chunks: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while !rest.isEmpty {
      let size = [1, 2, 3, 17, 400][random.index(below: 5)]
      chunks.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return chunks
  }

  @Test(arguments: [false, true], SentenceTokenizer.Mode.allCases)
  func chunksAndBatchesChangeNothing(knowsWords: Bool, mode: SentenceTokenizer.Mode) throws {
    var random = Random(seed: 5)
    var sentenceCount = 0
    for seed: UInt64 in 1...8 {
      let tokenizer = try randomTokenizer(
        seed: seed, knowsWords: knowsWords,
        boundaries: seed % 2 == 0 ? sampleRules() : BoundaryRules())
      let text = randomText(300, random: &random)
      let whole = sentences(tokenizer, [text[...]], mode: mode, batchSize: 64)
      for batchSize in [1, 3, 32] {
        let parts = chunks(text, random: &random)
        #expect(sentences(tokenizer, parts, mode: mode, batchSize: batchSize) == whole)
      }
      #expect(whole.flatMap(\.text) == Array(String(decoding: text, as: UTF8.self).utf8))
      sentenceCount += whole.count
    }
    #expect(sentenceCount > 50)
  }

  @Test func placesAreThoseOfTheText() throws {
    var random = Random(seed: 8)
    let text = randomText(400, random: &random)
    let repaired = Array(String(decoding: text, as: UTF8.self).utf8)
    var hasMultiwords = false
    for seed: UInt64 in 1...6 {
      var start = 0
      for sentence in sentences(try randomTokenizer(seed: seed), [text[...]]) {
        #expect(sentence.start.utf8 == start)
        for token in sentence.words {
          let place = start + token.range.lowerBound..<start + token.range.upperBound
          #expect(Array(sentence.text[token.range]) == Array(repaired[place]))
          #expect(!token.range.isEmpty)
        }
        hasMultiwords = hasMultiwords || !sentence.multiwords.isEmpty
        start += sentence.text.count
      }
      #expect(start == repaired.count)
    }
    #expect(hasMultiwords)
  }

  @Test func addressesAndEmojiStayWhole() throws {
    let text =
      "no https://example.org/a?b=c no me.you@example.org \u{1F469}\u{200D}\u{1F467} www.example.org"
    for seed: UInt64 in 1...20 {
      let tokenizer = try randomTokenizer(seed: seed, spacesInTokens: false)
      let forms = tokenizer.sentences(text).flatMap { sentence in
        sentence.words.indices.map {
          String(decoding: sentence.text[sentence.words[$0].range], as: UTF8.self)
        }
      }
      for whole in text.split(separator: " ") where whole != "no" {
        #expect(forms.contains(String(whole)))
      }
    }
  }

  @Test func aTextReadsTheSameInBothNormalForms() throws {
    let text = "d\u{E9}j\u{E0} vu, \u{E9}t\u{E9}! th\u{E9}\u{E9} no. \u{1EAD}a n\u{E9}e"
    for seed: UInt64 in 1...10 {
      let tokenizer = try randomTokenizer(seed: seed)
      let forms = [text, text.decomposedStringWithCanonicalMapping].map { text in
        tokenizer.sentences(text).map { sentence in
          sentence.words.indices.map { sentence.form($0).precomposedStringWithCanonicalMapping }
        }
      }
      #expect(forms[0] == forms[1])
    }
  }

  @Test func aParagraphEndsTheSentence() throws {
    for seed: UInt64 in 1...10 {
      let sentences = try randomTokenizer(seed: seed).sentences(
        "the house\n\nno\u{2029}a nothing\n \n")
      let starts = sentences.filter(\.startsParagraph).map { $0.form(0).first }
      #expect(starts == ["t", "n", "a"])
    }
  }

  @Test func aPresegmentedLineIsASentence() throws {
    for seed: UInt64 in 1...10 {
      let text = Array("the house. no!\na nothing? the. no\n\nno".utf8)
      let found = sentences(try randomTokenizer(seed: seed), [text[...]], mode: .presegmented)
      #expect(found.count == 3)
    }
  }

  @Test func longTextsStayWithinTheLimits() throws {
    let text = Array(
      (String(repeating: "a", count: 40_000) + String(repeating: " ", count: 70_000)
        + String(repeating: "th e", count: 30_000)).utf8)
    for seed: UInt64 in 1...6 {
      let found = sentences(
        try randomTokenizer(seed: seed) { $0.blockSize = 1_024 }, [text[...]], batchSize: 32)
      #expect(found.flatMap(\.text) == text)
      for sentence in found {
        #expect(sentence.text.count <= SentenceTokenizer.maximumSentenceBytes)
        #expect(sentence.tokens.count <= SentenceTokenizer.maximumSentenceTokens)
        #expect(
          sentence.words.allSatisfy { $0.range.count <= SentenceTokenizer.maximumTokenBytes })
      }
    }
  }

  @Test(arguments: ["", " ", "\n\n", "\u{FEFF}", "a"])
  func shortTextsComeBack(text: String) throws {
    #expect(try randomTokenizer().sentences(text).flatMap(\.text) == Array(text.utf8))
  }

  /// The beginnings of all CoNLL-U files in the folder `$ELMAN_CORPORA`.
  @Test func corporaComeBack() throws {
    guard let folder = TestFiles.corpora else { return }
    let tokenizer = try randomTokenizer { $0.blockSize = 256 }
    let paths = TestFiles.treebanks(in: folder)
    #expect(!paths.isEmpty)
    for path in paths {
      let reader = ConlluReader(try ByteSource(path: path))
      var text = RunningText()
      while text.bytes.count < 20_000, let sentence = try reader.next() { text.append(sentence) }
      #expect(sentences(tokenizer, [text.bytes[...]]).flatMap(\.text) == text.bytes, "\(path)")
    }
  }
}

import ElmanTestSupport
import Testing

@testable import ElmanText

@Suite struct LanguageWordsTests {
  private func words(_ text: String) -> (words: [String], script: Script?) {
    var reader = LanguageWords()
    Array(text.utf8).withUnsafeBufferPointer { reader.read($0) }
    let words = (0..<reader.count).map {
      String(decoding: reader.bytes[reader.range($0)], as: UTF8.self)
    }
    return (words, reader.script)
  }

  @Test(
    arguments: [
      ("The owl's nest, 3 eggs!", ["the", "owl's", "nest", "eggs"]),
      ("L’été n'est pas fini", ["l'été", "n'est", "pas", "fini"]),
      ("ΓΆΤΑ και ΣΚΎΛΟΣ", ["γάτα", "και", "σκύλοσ"]),
      ("'quoted' rock-and-roll", ["quoted", "rock", "and", "roll"]),
      // Of letters and digits, and of addresses, nothing is known.
      ("In B2B 4th 2024 x86", ["in"]),
      ("see https://example.org/a or a@b.org or www.example.org", ["see", "or", "or"]),
      ("open my_file.txt and C:\\temp or getName", ["open", "and", "or"]),
      ("eMzantsi nGaillimh FuBar", ["emzantsi", "ngaillimh", "fubar"]),
      // What is quoted in another script is left out, if most is in one.
      ("the god Apollo Ἀπόλλων of light", ["the", "god", "apollo", "of", "light"]),
      ("ab Ἀπ", ["ab", "ἀπ"]), ("カタカナとひらがなの語 word", ["カタカナとひらがなの語"]),
      ("z.B. i.e. end. Start", ["z", "b", "i", "e", "end", "start"]),
      // Signs of one script after the other; long runs are cut.
      ("日本語のテキスト", ["日本語のテキスト"]),
      ("一二三四五六七八九十一二三四五六七", ["一二三四五六七八九十一二三四五六", "七"]),
      // Composed before it is read.
      ("Cafe\u{301}", ["café"]), ("soft\u{AD}ly", ["softly"]),
      ("\u{FFFD} 12 :-)", []), ("", []), (" \n\t", []),
    ])
  func findsWords(text: String, expected: [String]) {
    #expect(words(text).words == expected)
  }

  @Test(
    arguments: [
      "for (int i = 0; i < n; i++) {", "if (x > 0) return foo;", "def foo(self, x):",
      "{\"name\": \"value\", \"list\": []}", "a = b + c", "$ cd /tmp && ls | wc",
    ])
  func programsAreNoLanguage(text: String) { #expect(words(text).words == []) }

  @Test(
    arguments: [
      "I love you <3", "so nice =)", "He said (and meant) it; she left.", "the word(s) in brackets",
      "Was ist das; ein Text?", "costs $5 in all the shops",
    ])
  func textsWithMarksAreText(text: String) { #expect(words(text).words != []) }

  @Test(
    arguments: [
      ("word", Script.latin), ("слово", .cyrillic), ("λέξη", .greek), ("คำ", .thai), ("単語", .han),
      ("かな", .kana), ("단어", .hangul), ("שלום", .hebrew), ("שלום world", nil), ("1 2", nil),
    ] as [(String, Script?)])
  func scripts(text: String, expected: Script?) { #expect(words(text).script == expected) }

  /// However long a text, what is read of it is bounded.
  @Test func longTextsAreCut() {
    let (found, _) = words(String(repeating: "word ", count: 10_000))
    #expect(found.count == LanguageWords.mostWords)
    #expect(words(String(repeating: "a", count: 100_000)).words.count == LanguageWords.mostWords)
  }

  /// Bytes that are not UTF-8 leave the words around them.
  @Test func brokenBytes() {
    var reader = LanguageWords()
    let bytes: [UInt8] = Array("one ".utf8) + [0xFF, 0xC3] + Array(" two".utf8)
    bytes.withUnsafeBufferPointer { reader.read($0) }
    #expect(reader.count == 2)
  }
}

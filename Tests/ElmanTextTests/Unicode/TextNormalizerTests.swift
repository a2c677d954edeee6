import ElmanTestSupport
import ElmanText
import Testing

@Suite struct TextNormalizerTests {
  @Test(arguments: [
    ("Elman", "Elman"), ("e\u{301}te\u{301}", "\u{E9}t\u{E9}"), ("\u{212B}", "\u{C5}"),
    ("A\u{30A}", "\u{C5}"), ("\u{1100}\u{1161}", "\u{AC00}"),
    ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ("", ""), ("\u{0}", "\u{0}"), ("\u{FB01}", "\u{FB01}"), ("日本", "日本"),
  ])
  func composes(word: String, expected: String) {
    let result = TextNormalizer().normalized(word)
    #expect(Array(result.utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("ELMAN", "elman"), ("Straße", "strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("E\u{301}", "\u{E9}"),
    ("İ", "i\u{307}"), ("ﬁ", "fi"), ("Ǆ", "ǆ"), ("I'M", "i'm"), ("漢字A", "漢字a"),
  ])
  func folds(word: String, expected: String) {
    let result = TextNormalizer(foldsCase: true).normalized(word)
    #expect(Array(result.utf8) == Array(expected.utf8))
  }

  @Test(arguments: 0..<100)
  func keepsCanonicalEqualityAndIsStable(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let bases: [UInt32] = [0x61, 0x45, 0xE9, 0x1F82, 0x3B1, 0x915, 0xAC00, 0x1100, 0x1161, 0x4E00]
    let marks: [UInt32] = [0x300, 0x301, 0x308, 0x323, 0x327, 0x345, 0x93C, 0x1D165, 0x11A8]
    var word = ""
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      let pool = Bool.random(using: &random) ? bases : marks
      if let scalar = Unicode.Scalar(pool[Int.random(in: 0..<pool.count, using: &random)]) {
        word.unicodeScalars.append(scalar)
      }
    }
    let composed = TextNormalizer().normalized(word)
    #expect(composed == word)
    #expect(Array(TextNormalizer().normalized(composed).utf8) == Array(composed.utf8))
    let folded = TextNormalizer(foldsCase: true).normalized(word)
    #expect(folded == TextNormalizer(foldsCase: true).normalized(composed))
  }

  @Test func allScalarsFoldAsTheyLowercase() {
    // Where lower-casing and folding differ, folding the lower-cased form settles it.
    let folding = TextNormalizer(foldsCase: true)
    var checked = 0
    for value in 0x41...0x24F as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar != "İ" else { continue }
      let word = String(scalar)
      #expect(folding.normalized(word) == folding.normalized(word.lowercased()))
      checked += 1
    }
    #expect(checked > 500)
  }

  @Test func reusesItsBufferAndCopiesWhatIsNoUTF8() {
    var buffer: [UInt8] = Array("left over".utf8)
    let broken: [UInt8] = [0x61, 0xFF, 0xC3]
    broken.withUnsafeBufferPointer { TextNormalizer().normalize($0, into: &buffer) }
    #expect(buffer == broken)
    let long = Array(String(repeating: "E\u{301}", count: 10_000).utf8)
    long.withUnsafeBufferPointer {
      TextNormalizer(foldsCase: true).normalize($0, into: &buffer)
    }
    #expect(buffer == Array(String(repeating: "\u{E9}", count: 10_000).utf8))
    #expect(!TextNormalizer.unicodeVersion.isEmpty)
  }

  @Test(arguments: 0..<50)
  func scalarsEqualTheStandardLibrary(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let input = ByteSoup.bytes(count: 50, using: &random)
    var scalars: [UInt32] = []
    let count = input.withUnsafeBufferPointer { forEachScalar(in: $0) { scalars.append($0) } }
    #expect(scalars == String(decoding: input, as: UTF8.self).unicodeScalars.map(\.value))
    #expect(count == scalars.count)
  }
}

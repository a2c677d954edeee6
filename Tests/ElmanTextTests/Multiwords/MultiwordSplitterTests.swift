import ElmanTestSupport
import ElmanText
import Testing

@Suite struct MultiwordSplitterTests {
  /// Tokens as `surface word word`, or a plain word.
  private static func splitter(_ tokens: [String]) -> MultiwordSplitter {
    MultiwordSplitter(
      learningFrom: tokens.map { token in
        let parts = token.split(separator: " ").map { Array($0.utf8) }
        return (surface: parts[0], words: Array(parts.dropFirst()))
      })
  }

  private static func split(_ splitter: MultiwordSplitter, _ surface: String) -> String? {
    splitter.split(surface.utf8)?.map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("du", "de le"), ("Du", "De le"), ("DU", "DE LE"), ("aux", "à les"), ("Aux", "À les"),
    ("AUX", "À LES"), ("dU", "de le"),
  ]) func splitsWhatItHasSeen(surface: String, words: String) {
    let splitter = Self.splitter(["du de le", "pont", "aux à les", "Du De le"])
    #expect(Self.split(splitter, surface) == words)
    #expect(Self.split(splitter, "pont") == nil)
  }

  @Test func theMostFrequentSplitWins() {
    #expect(
      Self.split(Self.splitter(["des de les", "des de des", "des de des"]), "des") == "de des")
    // Of two as frequent the one that comes first in order.
    #expect(Self.split(Self.splitter(["des de les", "des de des"]), "des") == "de des")
    // A form that goes its own way keeps it.
    let splitter = Self.splitter(["am an dem", "am an dem", "AM AN dem"])
    #expect(Self.split(splitter, "AM") == "AN dem")
    #expect(Self.split(splitter, "Am") == "An dem")
  }

  @Test(arguments: [
    ("mustn't", "must n't"), ("Mustn't", "Must n't"), ("MUSTN'T", "MUST N'T"),
    ("McNally's", "McNally 's"), ("won't", "wo n't"), ("n't", nil), ("must", nil),
  ]) func splitsUnseenFormsByTheirEndings(surface: String, words: String?) {
    let splitter = Self.splitter([
      "don't do n't", "isn't is n't", "won't wo n't", "owl's owl 's", "he's he 's", "owls",
    ])
    #expect(Self.split(splitter, surface) == words)
  }

  /// Endings of words that were typed without an apostrophe cut none that has one.
  @Test func whatIsTakenOffHoldsTheApostrophe() {
    let splitter = Self.splitter([
      "theyll they ll", "youll you ll", "she'll she 'll", "he'll he 'll", "owl's owl 's",
    ])
    #expect(Self.split(splitter, "weell") == "wee ll")
    for name in ["O'Dell", "o'Shell", "O’Kell"] { #expect(Self.split(splitter, name) == nil) }
    #expect(Self.split(splitter, "O'Dell's") == "O'Dell 's")
    #expect(Self.split(splitter, "it'll") == "it 'll")
  }

  @Test func theLongestEndingWins() {
    let splitter = Self.splitter([
      "evdeki evde ki", "işteki işte ki", "dündeki dün deki", "bugündeki bugün deki",
      "yarındeki yarın deki",
    ])
    #expect(Self.split(splitter, "gündeki") == "gün deki")
    #expect(Self.split(splitter, "köşteki") == "köşte ki")
  }

  @Test func lettersChangeOnlyAsSeveralFormsShow() {
    #expect(Self.split(Self.splitter(["fazê-lo fazer lo"]), "trazê-lo") == nil)
    let splitter = Self.splitter(["fazê-lo fazer lo", "dizê-lo dizer lo"])
    #expect(Self.split(splitter, "trazê-lo") == "trazer lo")
    #expect(Self.split(splitter, "Trazê-lo") == "Trazer lo")
  }

  @Test func knowsWhatIsAlwaysSplit() {
    let splitter = Self.splitter([
      "du de le", "Du De le", "des de les", "des de les", "des", "aux à les",
    ])
    func always(_ form: String) -> Bool { splitter.alwaysSplits(form.utf8) }
    #expect(always("du") && always("DU"))
    #expect(!always("des") && !always("aux") && !always("pont"))
  }

  @Test func learnsFromSentences() {
    var sentence = Sentence(words: ["va", "du", "pont", "du"])
    sentence.splitTokens { index, _ in
      index % 2 == 1 ? [Array("de".utf8), Array("le".utf8)] : nil
    }
    let splitter = MultiwordSplitter(learningFrom: [sentence])
    #expect(splitter == Self.splitter(["du de le", "va", "du de le", "pont"]))
    #expect(MultiwordSplitter(learningFrom: [Sentence(words: ["va"])]).isEmpty)
    #expect(MultiwordSplitter().split("du".utf8) == nil)
  }

  @Test func theTableHoldsTheSplitter() throws {
    let splitter = Self.splitter([
      "du de le", "du de le", "aux à les", "AUX à LES", "don't do n't", "isn't is n't", "x\ty a b",
    ])
    #expect(try MultiwordSplitter(table: splitter.table) == splitter)
    #expect(try MultiwordSplitter(table: []) == MultiwordSplitter())
    #expect(
      String(decoding: splitter.table, as: UTF8.self).hasPrefix(
        "F\taux\tà\tles\nF\tdu\tde\tle\ne\tAUX\tà\tLES\n"))
  }

  @Test(arguments: [
    ("f\tdu\tde\tle", MultiwordTableError.cutOff),
    ("f\tdu\n", .malformed(line: 1, found: "f\tdu")),
    ("f\tdu\tde\tle\n\n", .malformed(line: 2, found: "")),
    ("x\tdu\tde\tle\n", .malformed(line: 1, found: "x\tdu\tde\tle")),
    ("f\t\tde\tle\n", .malformed(line: 1, found: "f\t\tde\tle")),
    ("f\tdu\t\tle\n", .malformed(line: 1, found: "f\tdu\t\tle")),
    ("s\tn't\t\t\n", .malformed(line: 1, found: "s\tn't\t\t")),
    ("f\tdu\tde\tle\nF\tdu\tde\tle\n", .duplicate(line: 2, form: "du")),
  ]) func refusesDamagedTables(table: String, error: MultiwordTableError) {
    #expect(throws: error) { try MultiwordSplitter(table: table.utf8) }
  }

  @Test func survivesAnyTable() {
    let table = Self.splitter(["du de le", "aux à les", "don't do n't", "isn't is n't"]).table
    #expect(throws: MultiwordTableError.notUTF8) { try MultiwordSplitter(table: [0xFF, 0x0A]) }
    var random = SeededGenerator(seed: 5)
    let forms = ["du", "Aux", "can't", "n't", "", "İ", "ŉ", "DON'T"]
    for _ in 0..<2_000 {
      var damaged = table
      for _ in 0..<Int.random(in: 1..<4, using: &random) {
        let bytes: [UInt8] = [0x09, 0x0A, 0x73, 0x66, 0x65, 0x27, 0xC3, 0x41]
        damaged[Int.random(in: 0..<damaged.count, using: &random)] =
          bytes.randomElement(using: &random) ?? 0
      }
      guard let splitter = try? MultiwordSplitter(table: damaged) else { continue }
      for form in forms {
        let words = splitter.split(form.utf8)
        #expect(words?.contains(where: \.isEmpty) != true && words?.isEmpty != true)
        _ = splitter.alwaysSplits(form.utf8)
      }
    }
  }

  @Test(arguments: [
    ("They\u{2019}ll", "They \u{2019}ll"), ("HE\u{2018}D", "HE \u{2018}D"),
    ("we\u{2BC}ll", "we \u{2BC}ll"),
    ("can\u{2019}t", "ca n\u{2019}t"), ("It\u{2019}d", "It \u{2019}d"), ("they'll", "they 'll"),
  ]) func typographicApostrophesAreApostrophes(surface: String, words: String) {
    let splitter = Self.splitter(["it'll it 'll", "he'd he 'd", "can't ca n't", "dell d ell"])
    #expect(Self.split(splitter, surface) == words)
  }

  @Test(arguments: [
    ("I'd've", "I 'd 've"), ("not've", "not 've"), ("couldn't've", "could n't 've"),
    ("I\u{2019}d\u{2019}ve", "I \u{2019}d \u{2019}ve"),
  ]) func stackedCliticsAreAllSplit(surface: String, words: String) {
    let splitter = Self.splitter([
      "you've you 've", "he'd he 'd", "didn't did n't", "wouldn't would n't",
    ])
    #expect(Self.split(splitter, surface) == words)
  }
}

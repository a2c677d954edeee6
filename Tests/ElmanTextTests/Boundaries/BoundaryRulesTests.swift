import ElmanTestSupport
import Testing

@testable import ElmanText

/// A text with marks: a bar ends a token, two end a sentence too, and a tilde before them makes it a
/// multiword token.
struct MarkedText {
  private(set) var text: [UInt8] = []
  private(set) var ends: [(offset: Int, label: BoundaryLabel)] = []

  init(_ marked: String) {
    var isMultiword = false
    for byte in marked.utf8 {
      if byte == UInt8(ascii: "~") {
        isMultiword = true
      } else if byte != UInt8(ascii: "|") {
        text.append(byte)
      } else if ends.last?.offset == text.count {
        ends[ends.count - 1].label.insert(.sentence)
      } else {
        ends.append((text.count, isMultiword ? [.token, .multiword] : .token))
        isMultiword = false
      }
    }
  }

  var rules: BoundaryRules { BoundaryRules(learningFrom: text, ends: ends) }
}

@Suite struct BoundaryRulesTests {
  /// Tokens with spaces between, multiword tokens with a tilde, and bars between sentences.
  private func cut(_ text: MarkedText, _ rules: BoundaryRules) -> String {
    let labels = Dictionary(uniqueKeysWithValues: text.ends.map { ($0.offset, $0.label) })
    var stream = CharacterStream(spacesInTokens: false, rules: rules)
    text.text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    for window in stream.takeWindows(block: 1_000, context: 0) {
      stream.set(window.core.map { labels[stream.units.ends[$0]] ?? [] }, of: window)
    }
    var result: [String] = []
    while let marked = stream.nextSentence() {
      let forms = marked.sentence.words.indices.map { index in
        marked.sentence.form(index) + (marked.multiwords.contains(index) ? "~" : "")
      }
      result.append(forms.joined(separator: " "))
    }
    return result.joined(separator: " | ")
  }

  private static let corpus = MarkedText(
    String(
      repeating: "We| liked| it| a|lot|,| you| cannot~| say| no|.|| It's~| far|.|| "
        + "Dr.| Ito| left| at| 5|pm| in| 1990|-|1995|,| see| 555-1234|.|| The| U.S.| team| won|.|| "
        + "The| boys'~| coats|,| and|/|or| hats|,| w/o| e-mail|.|| Its| end| was| $|5|m|.|| ",
      count: 30)
      + "The| every|day| its~| life|.|| ")

  @Test(arguments: [
    // Only what was cut often is cut between letters.
    ("a|lot|", "a lot"), ("every|day|", "everyday"), ("Wim|ble|don|,|", "Wimbledon ,"),
    ("A|lot|", "A lot"),
    // Letters and digits.
    ("7|pm|", "7 pm"), ("7pm|", "7 pm"), ("3|DS|", "3DS"), ("M|3|", "M3"), ("1|2|3|", "123"),
    // Numbers.
    ("2001-|2005|", "2001 - 2005"), ("555-|9876|", "555-9876"), ("$5|", "$ 5"),
    // Full stops.
    ("Dr|.|| Oku|", "Dr. Oku"), ("left|.|| He|", "left . | He"),
    ("the| U.S|.|| team|", "the U.S. team"),
    // Words that are no multiword token here, and apostrophes.
    ("Its~| end|", "Its end"), ("cannot~|", "cannot~"), ("She's|", "She's~"),
    ("the| girls'| hats|", "the girls'~ hats"), ("donors~|", "donors"),
    // What the rules know too, whatever the labels say, but no name.
    ("cannot|", "cannot~"), ("cannot|.||", "cannot~ ."), ("Cannot|", "Cannot"),
    // Emoji, slashes and prefixes.
    ("Great!👍|", "Great ! 👍"), ("so👍|", "so 👍"), ("w|/|o|", "w/o"), ("e|-|cards|", "e-cards"),
    ("this/that|", "this / that"),
  ])
  func labelsArePutRight(marked: String, expected: String) {
    #expect(cut(MarkedText(marked), Self.corpus.rules) == expected)
  }

  @Test func rulesThatDecideNothingChangeNothing() {
    #expect(BoundaryRules().isEmpty)
    #expect(cut(MarkedText("Wim|ble|don|"), BoundaryRules()) == "Wim ble don")
    #expect(BoundaryRules(learningFrom: [], ends: []).isEmpty)
  }

  /// Endings of letters of several bytes: none begins inside a letter.
  @Test func endingsAreOfWholeLetters() throws {
    let verbs = ["robiłem", "byłem", "miałem", "chciałem", "piłem", "spałem", "czułem", "wziąłem"]
    let corpus = MarkedText(
      String(repeating: verbs.map { "sowa| \($0)~| też|,| " }.joined() + "tak|.|| ", count: 5))
    let rules = try BoundaryRules(table: corpus.rules.table)
    #expect(!rules.isEmpty)
    #expect(cut(MarkedText("nosiłem~| też|"), rules) == "nosiłem~ też")
    for form in verbs + ["aż", "é", "łł", "aéé"] {
      for ending in BoundaryRules.endings(Array(form.utf8)) {
        #expect(String(validating: ending, as: UTF8.self) != nil)
      }
    }
  }

  /// Whatever the labels are, no token ends between two letters or digits where the corpus has none, and
  /// the tokens with what stands between them are the text.
  @Test func noLabelsCutAWord() {
    var random = SeededGenerator(seed: 3)
    let rules = Self.corpus.rules
    let parts = [
      "Owls", "ÉTÉ", "e\u{301}te", "don't", "’ll", " ", " ", "\n\n", ".", "...", "12", "3-4", "👍",
      "x",
      "\u{FEFF}", "(", "猫", "U.S.", "lot", "a", "/", "1990",
    ]
    for _ in 0..<300 {
      let text = (0..<12).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
        .joined()
      var stream = CharacterStream(spacesInTokens: false, rules: rules)
      Array(text.utf8).withUnsafeBufferPointer { stream.append($0, keeping: 0) }
      stream.finish()
      for window in stream.takeWindows(block: 5, context: 2) {
        stream.set(
          window.core.map { _ in
            BoundaryLabel(rawValue: UInt8(Int.random(in: 0..<8, using: &random)))
          },
          of: window)
      }
      var bytes: [UInt8] = []
      while let sentence = stream.nextSentence()?.sentence {
        bytes += sentence.text
        for (token, next) in zip(sentence.words, sentence.words.dropFirst())
        where token.range.upperBound == next.range.lowerBound {
          let (left, right) = (
            sentence.text[token.range.upperBound - 1], sentence.text[next.range.lowerBound]
          )
          let form = String(decoding: sentence.text[token.range], as: UTF8.self)
          // a|lot, and what may be a unit of measure.
          let isKnown =
            form.utf8.last.map { $0 | 0x20 } == 0x61 || left.isASCIIDigit && right.isASCIILowercase
          #expect(
            !(left.isASCIIAlphanumeric && right.isASCIIAlphanumeric) || isKnown, "\(text)")
        }
      }
      #expect(bytes == Array(text.utf8))
    }
  }

  @Test func aTableIsReadAsItWasWritten() throws {
    let rules = Self.corpus.rules
    #expect(try BoundaryRules(table: rules.table) == rules)
    #expect(try BoundaryRules(table: rules.table).table == rules.table)
    #expect(try BoundaryRules(table: []).isEmpty)
    #expect(Self.corpus.rules.table == rules.table)
  }

  @Test(arguments: [
    ("a\tdr", BoundaryTableError.cutOff), ("a\n", .malformed(line: 1, found: "a")),
    ("a\tdr\n\tx\n", .malformed(line: 2, found: "\tx")),
    ("Z\tdr\n", .malformed(line: 1, found: "Z\tdr")), ("a\t\n", .malformed(line: 1, found: "a\t")),
    ("+\txyz\n", .malformed(line: 1, found: "xyz")), ("+\t01\n", .malformed(line: 1, found: "01")),
    ("+\tffffffff\n", .malformed(line: 1, found: "ffffffff")),
    ("+\t1\n-\t1\n", .duplicate(line: 2, found: "1")),
    ("a\tdr\tdr\n", .duplicate(line: 1, found: "dr")),
  ])
  func damagedTablesAreErrors(table: String, error: BoundaryTableError) {
    #expect(throws: error) { try BoundaryRules(table: table.utf8) }
    #expect(!"\(error)".contains("\n"))
  }

  @Test func otherBytesAreNoTable() {
    #expect(throws: BoundaryTableError.notUTF8) {
      try BoundaryRules(table: [0x61, 0x09, 0xFF, 0x0A])
    }
  }
}

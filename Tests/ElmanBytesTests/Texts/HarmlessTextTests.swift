import ElmanBytes
import Testing

/// Text of others, made fit for terminals and logs.
struct HarmlessTextTests {
  /// Letters, marks and emoji of many kinds stay as they are.
  @Test(arguments: [
    "", "plain letters, digits 0-9 & signs: ~!@#$%^*()\\", "Zoë naïve e\u{301}", "日本語",
    "ไทย ខ្មែរ\u{200B}",
    "می\u{200C}خواهم", "क\u{94D}\u{200D}ष",
    "👩‍👩‍👧 ❤\u{FE0F} 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "co\u{AD}operate", "ᠭᠠᠯᠠ\u{180E}ᠠ", "שלום عربي", "\u{601}٣", "\u{FFFD}",
  ])
  func wordsStay(text: String) {
    #expect(text.harmless.utf8.elementsEqual(text.utf8))
    #expect(text.unicodeScalars.allSatisfy { $0.isHarmless && $0.picture == $0 })
  }

  @Test(arguments: [
    ("a\nerror: b", "a\\u{a}error: b"), ("\u{1B}[2J", "\\u{1b}[2J"), ("a\r\nb", "a\\u{d}\\u{a}b"),
    ("\0\u{7F}\u{85}\u{9B}", "\\u{0}\\u{7f}\\u{85}\\u{9b}"),
    ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
    ("\u{202E}exe.txt", "\\u{202e}exe.txt"),
    ("\u{2066}\u{2069}\u{200E}\u{61C}", "\\u{2066}\\u{2069}\\u{200e}\\u{61c}"),
    ("\u{FEFF}x", "\\u{feff}x"), ("\\u{1b}", "\\u{1b}"),
  ])
  func harmIsWrittenByItsNumber(text: String, line: String) {
    #expect(text.harmless == line)
    #expect(line.harmless == line)
  }

  @Test func everythingThatSteersIsHarmful() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: #expect(!scalar.isHarmless)
      case .format:
        // What is never seen is harmful but for what words are written with.
        let isOfWords =
          [0xAD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060].contains(value)
          || (0xE0020...0xE007F).contains(value)
        if properties.isDefaultIgnorableCodePoint {
          #expect(scalar.isHarmless == isOfWords, "\(scalar.escape)")
        }
        if properties.isBidiControl { #expect(!scalar.isHarmless) }
      case .unassigned: break
      default: if !scalar.isHarmless { Issue.record("\(scalar.escape)") }
      }
      if !scalar.picture.isHarmless { Issue.record("\(scalar.escape)") }
    }
    #expect(Unicode.Scalar(0x1B).picture == "␛" && Unicode.Scalar(0x7F).picture == "␡")
    #expect(("\u{202E}" as Unicode.Scalar).picture == "\u{FFFD}")
  }

  @Test func messagesAreShort() {
    let long = String(repeating: "x", count: 10_000)
    #expect(long.onOneLine == String(repeating: "x", count: 1_000) + "…")
    #expect("a\nb".onOneLine == "a\\u{a}b")
  }
}

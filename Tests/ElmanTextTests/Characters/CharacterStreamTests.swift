import ElmanText
import Testing

/// Sentences out of labels that are given: a bar ends a token, two end a sentence too.
@Suite struct CharacterStreamTests {
  /// Tokens with spaces between and bars between sentences.
  private func sentences(_ marked: String, hashtags: Hashtags? = nil) -> String {
    var text: [UInt8] = []
    var labels: [Int: BoundaryLabel] = [:]
    for byte in marked.utf8 {
      if byte == UInt8(ascii: "|") {
        labels[text.count] = labels[text.count] == nil ? .token : [.token, .sentence]
      } else {
        text.append(byte)
      }
    }
    var stream = CharacterStream(spacesInTokens: false, hashtags: hashtags)
    text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    for window in stream.takeWindows(block: 1_000, context: 0) {
      stream.set(window.core.map { labels[stream.units.ends[$0]] ?? [] }, of: window)
    }
    var result: [String] = []
    while let sentence = stream.nextSentence()?.sentence {
      result.append(sentence.words.indices.map { sentence.form($0) }.joined(separator: " "))
    }
    return result.joined(separator: " | ")
  }

  @Test(arguments: [
    ("Go|.|| She|", "Go . | She"),
    ("”|Ja|.|| ”|Nej|.||", "” Ja . | ” Nej ."),
    ("«| Oui|.|| »| Elle|", "« Oui . » | Elle"), ("«|Oui|.||»| dit|", "« Oui . » dit"),
    ("«|Oui|.||»|,| dit|", "« Oui . » , dit"), ("Oui|.|| »| Elle|", "Oui . | » Elle"),
    ("„|Ja|.||“| Sie|", "„ Ja . “ | Sie"), ("“|Go|.|| “|No|.||”|", "“ Go . | “ No . ”"),
    ("“|Go|.\n\n”| She|", "“ Go . | ” She"), ("(|x|.||)| Then|", "( x . ) | Then"),
    ("a|)|| The|", "a ) The"), ("iv|.|| The|", "iv . The"), ("1.|| The|", "1. The"),
    ("So|.|| a|)|| The|", "So . | a ) The"), ("See|a|)|| The|", "See a ) | The"),
    ("a|)\n\nThe|", "a ) | The"),
  ])
  func sentencesEndBehindWhatCloses(marked: String, expected: String) {
    #expect(sentences(marked) == expected)
  }

  @Test func byteOrderMarksSeparateNothing() {
    #expect(sentences("\u{FEFF}un\u{FEFF}do| \u{FEFF}it|.\u{FEFF}") == "un\u{FEFF}do it .\u{FEFF}")
  }

  @Test func hashtags() {
    let marked = "#|owls|'s| C|#|x|"
    #expect(sentences(marked) == "# owls 's C # x")
    #expect(sentences(marked, hashtags: .whole) == "#owls 's C # x")
    #expect(sentences("#owls|", hashtags: .split) == "# owls")
  }
}

import ElmanCorpora
import ElmanTestSupport
import Testing

private func labels(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

private func span(_ range: Range<Int>, _ type: String) -> LabelledSpan {
  LabelledSpan(range: range, type: type)
}

@Suite struct SpanSchemeTests {
  /// One sentence in all schemes: A A, then A at once, B, and a lone A at the end.
  static let written: [(SpanScheme, String)] = [
    (.iob1, "I-A I-A B-A O I-B I-B I-B I-A"),
    (.bio, "B-A I-A B-A O B-B I-B I-B B-A"),
    (.bioes, "B-A E-A S-A O B-B I-B E-B S-A"),
    (.biluo, "B-A L-A U-A O B-B I-B L-B U-A"),
    (.bmes, "B-A E-A S-A O B-B M-B E-B S-A"),
    (.bmewo, "B-A E-A W-A O B-B M-B E-B W-A"),
  ]
  static let spans = [span(0..<2, "A"), span(2..<3, "A"), span(4..<7, "B"), span(7..<8, "A")]

  @Test(arguments: written)
  func spansAreWrittenAndRead(scheme: SpanScheme, text: String) {
    #expect(scheme.labels(of: Self.spans, count: 8) == labels(text))
    #expect(LabelledSpan.spans(of: labels(text)) == Self.spans)
    #expect(SpanScheme(detectedIn: [labels(text)]) == scheme)
    for (other, otherText) in Self.written {
      #expect(other.labels(from: labels(text)) == labels(otherText))
    }
  }

  /// What conlleval makes of labels that break the rules.
  @Test(
    arguments: [
      ("", []),
      ("O O", []),
      ("O I-A I-A", [span(1..<3, "A")]),
      ("B-A I-B O", [span(0..<1, "A"), span(1..<2, "B")]),
      ("E-A O E-A E-A", [span(0..<1, "A"), span(2..<3, "A"), span(3..<4, "A")]),
      ("B-A O", [span(0..<1, "A")]),
      ("B-A S-A", [span(0..<1, "A"), span(1..<2, "A")]),
      ("S-A I-A E-A I-A", [span(0..<1, "A"), span(1..<3, "A"), span(3..<4, "A")]),
      ("B-A I-A", [span(0..<2, "A")]),
      ("B-creative-work I-creative-work", [span(0..<2, "creative-work")]),
      ("B-A L-A U-A", [span(0..<2, "A"), span(2..<3, "A")]),
      ("M-A M-A M-B O B-A M-A", [span(0..<2, "A"), span(2..<3, "B"), span(4..<6, "A")]),
      ("B-A W-A M-A", [span(0..<1, "A"), span(1..<2, "A"), span(2..<3, "A")]),
      ("B I E", [span(0..<3, "")]),
      ("B- I-", [span(0..<2, "")]),
      ("O-A I-A", [span(1..<2, "A")]),
      ("PER X-A - -A b-A o _ BI-A I-A", [span(8..<9, "A")]),
    ] as [(String, [LabelledSpan])])
  func faultyLabelsAreRead(text: String, spans: [LabelledSpan]) {
    #expect(LabelledSpan.spans(of: labels(text)) == spans)
  }

  @Test func emptyLabelsAreOutside() {
    #expect(LabelledSpan.spans(of: ["", "I-A", "", "-"]) == [span(1..<2, "A")])
  }

  @Test(arguments: SpanScheme.allCases)
  func anySpansComeBack(scheme: SpanScheme) {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let count = Int.random(in: 0...12, using: &generator)
      var spans: [LabelledSpan] = []
      var start = 0
      while start < count {
        let end = Int.random(in: start + 1...min(start + 4, count), using: &generator)
        if Bool.random(using: &generator) {
          spans.append(span(start..<end, Bool.random(using: &generator) ? "A" : "x-y"))
        }
        start = end
      }
      let written = scheme.labels(of: spans, count: count)
      #expect(LabelledSpan.spans(of: written) == spans)
      #expect(scheme.labels(from: written) == written)
      for other in SpanScheme.allCases {
        #expect(scheme.labels(from: other.labels(from: written)) == written)
      }
    }
  }

  /// Labels are valid by their steps exactly where nothing is to be repaired.
  @Test(arguments: SpanScheme.allCases)
  func validityByStepsIsValidityAsAWhole(scheme: SpanScheme) {
    let all = [
      "O", "B-A", "I-A", "E-A", "S-A", "L-A", "U-A", "M-A", "W-A", "B-B", "I-B", "E-B", "B", "X-A",
    ]
    var generator = SeededGenerator(seed: 5)
    var validCount = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let some = (0..<count).map { _ in all.randomElement(using: &generator) ?? "O" }
      let parsed = some.map { SpanLabel($0) ?? SpanLabel(.inside, "") }
      let steps = zip([nil] + parsed.map(Optional.some), parsed.map(Optional.some) + [nil])
      let isValid = steps.allSatisfy { scheme.allows(from: $0, to: $1) }
      #expect(isValid == (scheme.labels(from: some) == some), "\(some)")
      let repaired = scheme.labels(from: some)
      #expect(scheme.labels(from: repaired) == repaired || some.contains("B"))
      validCount += isValid ? 1 : 0
    }
    #expect(validCount > 500)
  }

  @Test(
    arguments: [
      ("O O", .bio), ("B-A I-A O", .bio), ("I-A O", .iob1), ("I-A B-A", .iob1),
      ("B-A O B-A I-A O I-A", .bio), ("B-A I-A E-A", .bioes), ("S-A", .bioes), ("U-A", .biluo),
      ("B-A L-A", .biluo), ("X Y", .bio), ("B-A M-A E-A", .bmes), ("B-A M-A", .bmes),
      ("S-A B-A M-A", .bmes), ("W-A", .bmewo), ("B-A E-A W-A", .bmewo),
      ("B-A I-A I-A E-A M-A", .bioes), ("B-A M-A E-A W-A S-A W-A", .bmewo),
      ("B-A I-A I-A W-A", .bioes),
    ] as [(String, SpanScheme)])
  func schemesAreDetected(text: String, scheme: SpanScheme) {
    #expect(SpanScheme(detectedIn: [labels(text)]) == scheme)
  }

  @Test func labelsAreWrittenAsTheyWereRead() {
    for text in ["O", "B-A", "I-x-y", "E-", "S-A", "L-A", "U-A", "M-A", "W-A"] {
      #expect(SpanLabel(text)?.description == text)
    }
    #expect(SpanLabel("B")?.description == "B-")
    for text in ["", "PER", "-", "b-A", "m-A", "B_A", "BB-A", " B-A", "B -A"] {
      #expect(SpanLabel(text) == nil)
    }
  }
}

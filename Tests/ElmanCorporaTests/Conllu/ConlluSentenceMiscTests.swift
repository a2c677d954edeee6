import ElmanCorpora
import Testing

@Suite struct ConlluSentenceMiscTests {
  @Test(
    arguments: [
      ("_", "B-PER", "NER=B-PER"),
      ("_", nil, "_"),
      ("SpaceAfter=No", "O", "SpaceAfter=No|NER=O"),
      ("NER=I-X|SpaceAfter=No", "B-PER", "NER=B-PER|SpaceAfter=No"),
      ("A=1|NER=I-X|B", "B-PER", "A=1|NER=B-PER|B"),
      ("A=1|NER=I-X|B", nil, "A=1|B"),
      ("NER=I-X|B", nil, "B"),
      ("A|NER=I-X", nil, "A"),
      ("NER=", nil, "_"),
      ("NER|XNER=a|NER2=b", "O", "NER|XNER=a|NER2=b|NER=O"),
      ("A||NER=x", "y", "A||NER=y"),
      ("|", "y", "||NER=y"),
      ("_", "B-a b|c\\d", "NER=B-a\\sb\\pc\\\\d"),
      ("_", "B-a\u{A0}b\u{1B}\u{2028}", "NER=B-a\\u00A0b\\u001B\\u2028"),
    ] as [(String, String?, String)])
  func attributesAreSet(before: String, value: String?, after: String) throws {
    let source = "# c\r\n" + row("1", "a", misc: before) + row("2", "b", misc: "Z=\\n") + "\n"
    var sentence = try sentences(source)[0]
    sentence.setMiscAttribute("NER", ofWord: 0, to: value)
    #expect(sentence[0, .misc] == after)
    #expect(sentence.miscAttribute("NER", ofWord: 0) == value)
    // All else stays byte for byte, and what is written is CoNLL-U.
    let expected = "# c\r\n" + row("1", "a", misc: after) + row("2", "b", misc: "Z=\\n") + "\n"
    #expect(written(sentence) == expected)
    #expect(try sentences(written(sentence))[0].miscAttribute("NER", ofWord: 0) == value)
  }

  @Test func spansAreWrittenAndRead() throws {
    let source =
      row("1-2", "Zoës") + row("1", "Zoë", misc: "A=b") + row("2", "s")
      + row("3", "x", misc: "NER=B-OLD") + row("4", "Bath", misc: "SpaceAfter=No") + "\n"
    var sentence = try sentences(source)[0]
    #expect(sentence.spanLabels() == ["O", "O", "B-OLD", "O"])
    let spans = [
      LabelledSpan(range: 0..<2, type: "PER"), LabelledSpan(range: 3..<4, type: "LOC"),
    ]
    sentence.setSpans(spans)
    #expect(
      written(sentence)
        == row("1-2", "Zoës") + row("1", "Zoë", misc: "A=b|NER=B-PER")
        + row("2", "s", misc: "NER=I-PER") + row("3", "x")
        + row("4", "Bath", misc: "SpaceAfter=No|NER=B-LOC") + "\n")
    let again = try labelledSentences(.conllu, written(sentence))
    #expect(LabelledSpan.spans(of: again[0].labels) == spans)
    #expect(again[0].lines == [2, 3, 4, 5])
    sentence.setSpans(spans, scheme: .bioes, attribute: "Entity")
    #expect(sentence.spanLabels(attribute: "Entity") == ["B-PER", "E-PER", "O", "S-LOC"])
    #expect(sentence.spanLabels() == ["B-PER", "I-PER", "O", "B-LOC"])
    sentence.setSpans([], attribute: "Entity")
    sentence.setSpans([])
    #expect(
      written(sentence) == source.replacing("NER=B-OLD", with: "_"))
  }
}

extension ConlluSentence {
  fileprivate mutating func setSpans(
    _ spans: [LabelledSpan], scheme: SpanScheme = .bio, attribute key: String = "NER"
  ) {
    for (word, label) in scheme.labels(of: spans, count: wordCount).enumerated() {
      setMiscAttribute(key, ofWord: word, to: label == "O" ? nil : label)
    }
  }
}

import ElmanCorpora
import Testing

@Suite struct EntityCorpusTests {
  private func corpus(_ text: String, scheme: SpanScheme = .bioes) throws -> EntityCorpus {
    try EntityCorpus(ByteSource(bytes: Array(text.utf8), path: "input"), scheme: scheme)
  }

  @Test func labelsAreConverted() throws {
    let some = try corpus("a I-A\nb I-A\nc B-A\n\nd O\ne I-B\n")
    #expect(some.sourceScheme == .iob1 && some.scheme == .bioes)
    #expect(some.sentences.map(\.row) == ["a/B-A b/E-A c/S-A", "d/O e/S-B"])
    #expect(
      some.spans == [
        [LabelledSpan(range: 0..<2, type: "A"), LabelledSpan(range: 2..<3, type: "A")],
        [LabelledSpan(range: 1..<2, type: "B")],
      ])
    #expect(some.repairs == nil)
  }

  @Test func faultsAreRepairedWithOneWarning() throws {
    let some = try corpus(
      "a B-A\nb I-B\nc I-B\n\nd B-A\ne I-A\n\nf O\ng I-A\n\nh B-A\ni O\nj I-B\n", scheme: .bio)
    #expect(some.sourceScheme == .bio)
    #expect(
      some.sentences.map(\.row) == [
        "a/B-A b/B-B c/I-B", "d/B-A e/I-A", "f/O g/B-A", "h/B-A i/O j/B-B",
      ])
    #expect(
      some.repairs?.description
        == "input:2: expected labels that are valid BIO, found 'I-B', read as 'B-B'; repaired are 3 "
        + "labels in 3 sentences")
    let one = try corpus("a B-A\nb E-A\n\nc S-A\nd E-A\n")
    #expect(one.sourceScheme == .bioes)
    #expect(
      one.repairs?.description
        == "input:5: expected labels that are valid BIOES, found 'E-A', read as 'S-A'; repaired are "
        + "1 label in 1 sentence")
  }

  @Test func aSchemeMayBeGiven() throws {
    let source = ByteSource(bytes: Array("a I-A\n".utf8), path: "input")
    let some = try EntityCorpus(source, format: .columns, scheme: .bio, sourceScheme: .bio)
    #expect(some.repairs?.labelCount == 1)
    #expect(some.sentences[0].labels == ["B-A"])
  }

  @Test func unknownLabelsAreTold() {
    let error = #expect(throws: CorpusError.self) { try corpus("a O\n\nb O\nc NOUN\n") }
    #expect(
      error?.description == "input:4: expected a label such as B-PER or O, found 'NOUN'")
  }

  @Test func filesAreFoundByTheirPaths() {
    #expect(throws: CorpusError.file(.missing(path: "/nowhere/x.conll"))) {
      try EntityCorpus(path: "/nowhere/x.conll")
    }
  }
}

import Elman
import ElmanCorpora
import ElmanEnglish
import ElmanEnglishSentiment
import ElmanStreams
import ElmanTestSupport
import Testing

/// Streams as a program uses them, by what is public alone.
struct SentencePipelineTests {
  private static let text = "She sees two owls. Owls fly!\n\nDo they?\n"

  @Test func aFileIsTaggedToJSONLines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.text, to: "file")
    let sentences = try JSONSentence.all(in: TaggingProgram.run(path: path))
    #expect(sentences.map(\.document) == [path, path, path])
    #expect(
      sentences.map { $0.tokens.map(\.text) }
        == [["She", "sees", "two", "owls", "."], ["Owls", "fly", "!"], ["Do", "they", "?"]])
    #expect(sentences[0].tokens.map(\.upos) == ["PRON", "VERB", "NUM", "NOUN", "PUNCT"])
    #expect(sentences.allSatisfy { $0.tokens.allSatisfy { ($0.uposProbability ?? 0) > 0.3 } })
  }

  /// The main actor's state may take the output.
  @MainActor @Test func threadsDoNotChangeTheOutput() async throws {
    let tagger = try Tagger(.english)
    func stream() -> SentenceStream {
      SentenceStream([.bytes(Array(Self.text.utf8)), .bytes(Array(Self.text.utf8))])
    }
    var pipeline = SentencePipeline(tagger, format: .conllu)
    pipeline.batchSize = 1
    var (alone, together) = ([UInt8](), [UInt8]())
    try pipeline.run(stream()) { alone += $0 }
    try await pipeline.run(stream(), threads: 3) { together += $0 }
    #expect(!alone.isEmpty && alone == together)
  }

  @Test func whatWasReadComesBeforeTheError() throws {
    let stream = SentenceStream([.bytes(Array("Owls fly.\n".utf8)), .file("/nowhere/owls")])
    var lines: [UInt8] = []
    #expect(throws: CorpusError.file(.missing(path: "/nowhere/owls"))) {
      try SentencePipeline(nil, format: .horizontal).run(stream) { lines += $0 }
    }
    #expect(String(decoding: lines, as: UTF8.self) == "Owls fly .\n")
  }

  @Test func anErrorOfTheOutputEndsAtOnce() throws {
    struct Full: Error {}
    var options = ReadingOptions()
    options.isLineByLine = true
    let stream = SentenceStream([.bytes(Array("a\nb\nc\n".utf8))], options: options)
    var count = 0
    #expect(throws: Full.self) {
      try SentencePipeline(nil, format: .tsv).run(stream) { _ in
        count += 1
        throw Full()
      }
    }
    #expect(count == 1)
    #expect(try stream.next()?.sentence.form(0) == "b")
  }

  @Test func warningsAreGivenOnceADocument() throws {
    var warnings: [StreamWarning] = []
    let bytes: [UInt8] = [0x61, 0x0A, 0xFF, 0x0A, 0xFF, 0x0A]
    let stream = SentenceStream(
      [.bytes(bytes, documentID: "one"), .bytes(bytes)], format: .horizontal,
      warn: { warnings.append($0) })
    while try stream.next() != nil {}
    #expect(
      warnings
        == ["one", "<memory>"].map {
          .replacedBytes(path: $0, line: 2, byteOffset: 2, encoding: "UTF-8")
        })
    #expect(
      warnings.first?.description
        == """
        one:2: expected UTF-8, found other bytes at byte offset 2; these and all that follow are \
        replaced by U+FFFD
        """)
  }

  @Test func textsAreClassified() async throws {
    let classifier = try Classifier(.englishSentiment)
    let bytes = Array("A wonderful film, moving and funny.\nBoring and bad.\n".utf8)
    let pipeline = ClassificationPipeline(classifier, format: .tsv)
    var (alone, together) = ([UInt8](), [UInt8]())
    try pipeline.run(TextStream([.bytes(bytes)])) { alone += $0 }
    try await pipeline.run(TextStream([.bytes(bytes)]), threads: 2) { together += $0 }
    let labels = alone.split(separator: 0x0A).map {
      String(decoding: $0.prefix { $0 != 0x09 }, as: UTF8.self)
    }
    #expect(labels == ["positive", "negative"])
    #expect(alone == together)
  }
}

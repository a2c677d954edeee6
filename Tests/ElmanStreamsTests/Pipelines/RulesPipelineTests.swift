import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEnglish
import ElmanLanguages
import ElmanText
import Testing

@testable import ElmanStreams

/// Somebody's own words, in all forms of input and output.
struct RulesPipelineTests {
  private static let text = """
    Gimme the C-3PO, said Elman to Acme Rocket  Works.
    She can't see R2-D2 in Paris!

    """

  private static let lines = """
    {"token": "C-3PO"}
    {"token": "gimme", "cut": ["gim", "me"], "case": "any"}
    {"token": "can't"}
    {"word": "Elman", "upos": "PROPN", "xpos": "NAME", "lemma": "Jeff Elman"}
    {"phrase": "Acme Rocket Works", "entity": "ORG"}
    {"phrases": ["C-3PO", "R2-D2", "Paris"], "entity": "ROBOT"}
    """

  private static func rules(_ lines: String) throws -> TaggingRules {
    try TaggingRules(ByteSource(bytes: Array(lines.utf8), path: "rules.jsonl"))
  }

  private func output(
    _ pipeline: SentencePipeline, _ tokenizer: TextTokenizer, _ text: String = text,
    _ input: InputFormat = .text
  ) throws -> String {
    var output: [UInt8] = []
    let stream = SentenceStream(
      [.bytes(Array(text.utf8))], format: input, options: ReadingOptions(tokenizer: tokenizer))
    try pipeline.run(stream) { output += $0 }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func allOutputsKnowThem() throws {
    let tagger = try Tagger(.english).with(rules: Self.rules(Self.lines))
    let tokenizer = TextTokenizer(of: tagger)
    func output(_ format: OutputFormat) throws -> String {
      try self.output(SentencePipeline(tagger, format: format), tokenizer)
    }
    let conllu = try output(.conllu)
    let rows = conllu.split(separator: "\n").map { $0.split(separator: "\t").map { String($0) } }
    func row(_ form: String) -> [String] { rows.first { $0.count == 10 && $0[1] == form } ?? [] }
    #expect(row("Gim").count == 10 && row("me").count == 10 && row("can't").count == 10)
    #expect(
      row("C-3PO").last == "NER=B-ROBOT|SpaceAfter=No"
        || row("C-3PO").last == "SpaceAfter=No|NER=B-ROBOT")
    #expect(row("Elman")[2...4] == ["Jeff Elman", "PROPN", "NAME"])
    #expect(row("Rocket").last?.contains("NER=I-ORG") == true)
    #expect(conllu.contains("# text = Gimme the C-3PO, said Elman to Acme Rocket Works.\n"))
    let tsv = try output(.tsv)
    #expect(tsv.contains("Elman\tPROPN\tNAME\t"))
    #expect(tsv.contains("\tB-ROBOT\t"))
    let sentences = try JSONSentence.all(in: Array(try output(.jsonl).utf8))
    #expect(
      sentences[0].tokens.map(\.text).prefix(4) == ["Gim", "me", "the", "C-3PO"])
    let pretty = try output(.pretty)
    #expect(pretty.contains("[C-3PO ROBOT]") && pretty.contains("[Acme Rocket Works ORG]"))
    #expect(try output(.horizontal).hasPrefix("Gim_"))
  }

  @Test func threadsAndBatchesDoNotChangeTheOutput() async throws {
    let tagger = try Tagger(.english).with(rules: Self.rules(Self.lines))
    let tokenizer = TextTokenizer(of: tagger)
    let text = String(repeating: Self.text + "\n", count: 12)
    var pipeline = SentencePipeline(tagger, format: .jsonl)
    let expected = try output(pipeline, tokenizer, text)
    for size in [1, 3] {
      pipeline.batchSize = size
      #expect(try output(pipeline, tokenizer, text) == expected)
      var together: [UInt8] = []
      let stream = SentenceStream(
        [.bytes(Array(text.utf8))], options: ReadingOptions(tokenizer: tokenizer))
      try await pipeline.run(stream, threads: 2) { together += $0 }
      #expect(String(decoding: together, as: UTF8.self) == expected)
    }
  }

  @Test func anEmptyFileChangesNothing() throws {
    let tagger = try Tagger(.english)
    let own = tagger.with(rules: try Self.rules("\n# nothing\n"))
    for format in [OutputFormat.conllu, .jsonl, .tsv, .pretty, .horizontal] {
      #expect(
        try output(SentencePipeline(own, format: format), TextTokenizer(of: own))
          == output(SentencePipeline(tagger, format: format), TextTokenizer(of: tagger)))
    }
  }

  @Test func wordsThatAreApartStayAndGetTags() throws {
    let tagger = try Tagger(.english).with(rules: Self.rules(Self.lines))
    let pipeline = SentencePipeline(tagger, format: .tsv)
    let text = "gimme\nElman\nAcme\nRocket\nWorks\n\n"
    let lines = try output(pipeline, TextTokenizer(of: tagger), text, .vertical)
      .split(separator: "\n").map(String.init)
    #expect(lines.count == 5 && lines[0].hasPrefix("gimme\t"))
    #expect(lines[1].contains("PROPN\tNAME") && lines[3].contains("\tI-ORG\t"))
  }

  @Test func theTokenizerAloneCutsSo() throws {
    let rules = try Self.rules(Self.lines)
    let pipeline = SentencePipeline(nil, format: .horizontal)
    #expect(
      try output(pipeline, .rules.with(rules: rules))
        == """
        Gim me the C-3PO , said Elman to Acme Rocket Works .
        She can't see R2 - D2 in Paris !

        """)
  }

  @Test(arguments: LanguageUnit.allCases) func languagesShareThem(_ unit: LanguageUnit) throws {
    let rules = try Self.rules(Self.lines + "\n{\"token\": \"l'eau\"}")
    let taggers = LanguageTaggers(try LanguageIdentifier(.languages), rules: rules) {
      (language) throws(ModelError) in
      guard language == .english else { throw .noneOfLanguage(language, available: [.english]) }
      return try Tagger(.english)
    }
    let english = "Nobody wanted to wake them up, so we did not sing that night.\n" + Self.text
    let french = "\nLes hiboux sont des oiseaux et ils boivent de l'eau dans la nuit.\n"
    let text = unit == .paragraph ? english + french : english
    let pipeline = SentencePipeline(taggers, format: .tsv)
    let found = try output(pipeline, .byLanguage(taggers, unit), text)
    #expect(found.contains("\tB-ROBOT\t"))
    if unit == .paragraph { #expect(found.contains("\nl'eau\n")) }
  }
}

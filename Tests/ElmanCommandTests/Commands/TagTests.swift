import ElmanCorpora
import ElmanStreams
import ElmanTestSupport
import Foundation
import Testing

/// Every input and every output, on sentences that the model knows.
struct TagTests {
  static let text = "Mira sees two owls. She can't\nnap!\n\nTwo owls\n"

  @Test func textToConllu() async throws {
    let result = try await Program.run("tag", input: Self.text.utf8)
    #expect(
      result.text == """
        # newdoc
        # newpar
        # sent_id = 1
        # text = Mira sees two owls.
        1	Mira	_	PROPN	_	_	_	_	_	_
        2	sees	_	VERB	_	_	_	_	_	_
        3	two	_	NUM	_	_	_	_	_	_
        4	owls	_	NOUN	_	_	_	_	_	SpaceAfter=No
        5	.	_	PUNCT	_	_	_	_	_	_

        # sent_id = 2
        # text = She can't nap!
        1	She	_	PRON	_	_	_	_	_	_
        2	ca	_	AUX	_	_	_	_	_	SpaceAfter=No
        3	n't	_	PART	_	_	_	_	_	SpacesAfter=\\n
        4	nap	_	VERB	_	_	_	_	_	SpaceAfter=No
        5	!	_	PUNCT	_	_	_	_	_	SpacesAfter=\\n\\n

        # newpar
        # sent_id = 3
        # text = Two owls
        1	Two	_	NUM	_	_	_	_	_	_
        2	owls	_	NOUN	_	_	_	_	_	SpacesAfter=\\n


        """)
    #expect(result.standardError.isEmpty)
    #expect(result.exitCode == 0)
  }

  @Test func textToTSV() async throws {
    #expect(
      try await Program.run("tag", "--output", "tsv", input: Self.text.utf8).text == """
        Mira	PROPN
        sees	VERB
        two	NUM
        owls	NOUN
        .	PUNCT

        She	PRON
        ca	AUX
        n't	PART
        nap	VERB
        !	PUNCT

        Two	NUM
        owls	NOUN


        """)
  }

  @Test func textToHorizontal() async throws {
    #expect(
      try await Program.run("tag", "--output", "horizontal", input: Self.text.utf8).text == """
        Mira_PROPN sees_VERB two_NUM owls_NOUN ._PUNCT
        She_PRON ca_AUX n't_PART nap_VERB !_PUNCT
        Two_NUM owls_NOUN

        """)
  }

  @Test func textToPretty() async throws {
    let result = try await Program.run(
      "tag", "--output", "pretty", input: Self.text.utf8, environment: ["COLUMNS": "24"])
    #expect(
      result.text == """
        Mira   sees  two  owls
        PROPN  VERB  NUM  NOUN
        .
        PUNCT

        She   ca   n't   nap
        PRON  AUX  PART  VERB
        !
        PUNCT

        Two  owls
        NUM  NOUN


        """)
  }

  /// What each input says of the same two sentences.
  static let inputs: [(format: String, text: String)] = [
    ("text", "Mira naps. Two owls"),
    ("presegmented", "Mira naps.\nTwo owls\n"),
    ("horizontal", "Mira  naps .\n\nTwo owls"),
    ("vertical", "Mira\tx\nnaps\n.\n\n\nTwo\r\nowls"),
    (
      "conllu",
      """
      1\tMira\t_\tX\t_\t_\t_\t_\t_\t_
      2-3\tnaps.\t_\t_\t_\t_\t_\t_\t_\t_
      2\tnaps\t_\tX\t_\t_\t_\t_\t_\t_
      3\t.\t_\tX\t_\t_\t_\t_\t_\t_
      3.1\tnothing\t_\t_\t_\t_\t_\t_\t_\t_

      1\tTwo\t_\tX\t_\t_\t_\t_\t_\t_
      2\towls\t_\tX\t_\t_\t_\t_\t_\t_
      """
    ),
  ]

  @Test(arguments: inputs, OutputFormat.allCases)
  func everyInputGivesTheSameTags(
    _ input: (format: String, text: String), to output: OutputFormat
  ) async throws {
    let result = try await Program.run(
      "tag", "--input", input.format, "--output", output.name, input: input.text.utf8)
    #expect(result.exitCode == 0)
    #expect(result.standardError.isEmpty)
    let found =
      switch output {
      case .conllu: try conlluPairs(result.standardOutput)
      case .tsv: tsvPairs(result.text)
      case .horizontal: horizontalPairs(result.text)
      case .jsonl:
        try JSONSentence.all(in: result.text).map { $0.tokens.map { "\($0.text)/\($0.tag ?? "")" } }
      case .pretty: prettyPairs(result.text)
      default: [[String]]()
      }
    #expect(
      found == [["Mira/PROPN", "naps/VERB", "./PUNCT"], ["Two/NUM", "owls/NOUN"]])
  }

  private func conlluPairs(_ bytes: [UInt8]) throws -> [[String]] {
    let reader = ConlluReader(ByteSource(bytes: bytes))
    var pairs: [[String]] = []
    while let sentence = try reader.next() {
      pairs.append(sentence.words.map { "\($0.form)/\($0.upos)" })
    }
    return pairs
  }

  private func tsvPairs(_ text: String) -> [[String]] {
    text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map {
      $0.split(separator: "\n").map { $0.replacingOccurrences(of: "\t", with: "/") }
    }
  }

  private func horizontalPairs(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: " ").map { $0.replacingOccurrences(of: "_", with: "/") }
    }
  }

  private func prettyPairs(_ text: String) -> [[String]] {
    text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { block in
      let lines = block.split(separator: "\n").map { $0.split(separator: " ") }
      return zip(lines[0], lines[1]).map { "\($0)/\($1)" }
    }
  }

  @Test func conlluKeepsAllOtherBytes() async throws {
    func file(_ tags: [String]) -> String {
      """
      # newdoc id = d\r
      # a comment\r
      1\tMira\tMira\t\(tags[0])\tNNP\tNumber=Sing\t2\tnsubj\t_\tGloss=x\r
      2-3\tnaps.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r
      2\tnaps\tnap\t\(tags[1])\t_\t_\t0\troot\t0:root\t_\r
      3\t.\t.\t\(tags[2])\t_\t_\t2\tpunct\t_\t_\r
      3.1\tnothing\t_\tX\t_\t_\t_\t_\t2:dep\t_\r
      \r
      # at the end

      """
    }
    let result = try await Program.run(
      "tag", "--input", "conllu", input: file(["_", "X", "_"]).utf8)
    #expect(result.text == file(["PROPN", "VERB", "PUNCT"]))
  }

  @Test func aFileWithoutBlankLineAtItsEndDoesNotMergeWithTheNext() async throws {
    let folder = try TemporaryFolder()
    let row = "1\tMira\t_\t_\t_\t_\t_\t_\t_\t_"
    let first = try folder.write(row.utf8, to: "a.conllu")
    let second = try folder.write("\(row)\n\n".utf8, to: "b.conllu")
    let result = try await Program.run("tokenize", "--input", "conllu", first, first, second)
    #expect(result.text == "\(row)\n\n\(row)\n\n\(row)\n\n")
  }

  @Test func everyFileIsADocument() async throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("Mira naps. Mira naps.".utf8, to: "a.txt")
    let second = try folder.write("Old owls".utf8, to: "b.txt")
    let lines = try await Program.run("tag", first, "-", second, input: "Two owls".utf8).text
      .split(separator: "\n").filter { $0.hasPrefix("#") && !$0.hasPrefix("# text") }
    #expect(
      lines == [
        "# newdoc id = \(first)", "# newpar", "# sent_id = 1", "# sent_id = 2",
        "# newdoc", "# newpar", "# sent_id = 3",
        "# newdoc id = \(second)", "# newpar", "# sent_id = 4",
      ])
  }
}

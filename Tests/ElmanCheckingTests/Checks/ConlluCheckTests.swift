import ElmanChecking
import Testing

@Suite struct ConlluCheckTests {
  @Test(
    arguments: [
      ("", ["c.conllu:1 no-examples"]),
      (row("1", "Owls") + "\n", []),
      (row("1", "Owls"), ["c.conllu:1 missing-blank-line"]),
      // Each fault of a line is told, and the next sentence is read as if nothing had been.
      (
        "1\tOwls\t_\n" + row("2", "fly") + "x\n\n" + row("1", "a") + row("3", "c") + "\n",
        ["c.conllu:1 malformed-line", "c.conllu:3 malformed-line", "c.conllu:6 malformed-line"]
      ),
      (
        row("1", "a", head: "x") + row("2", "b", head: "0") + row("3", "c", head: "9") + "\n",
        ["c.conllu:1 malformed-line"]
      ),
      (row("1", "a", head: "7") + "\n", ["c.conllu:1 malformed-line"]),
      (
        row("1-2", "ab") + row("1", "a") + row("2-3", "bc") + row("2", "b") + row("3", "c") + "\n",
        ["c.conllu:3 malformed-line"]
      ),
      (
        row("1", "a") + "# sent_id = 2\n" + row("1", "b") + "\n",
        ["c.conllu:2 malformed-line"]
      ),
      (" \n" + row("1", "a") + "\n", ["c.conllu:1 malformed-line", "c.conllu:1:1 edge-space"]),
      ("\n\n" + row("1", "") + row("1", "a") + "\n", ["c.conllu:3 malformed-line"]),
      (row("1", "a", upos: "NOMEN") + "\n", ["c.conllu:1 unknown-upos"]),
      (
        row("1", "a", upos: "DET") + row("2", "b") + "\n" + row("1", "c") + "\n",
        ["c.conllu:2 missing-label"]
      ),
      (
        row("1", "a", feats: "Number=Sing|Case=Nom") + row("2", "b", feats: "Case=Nom|Number=Sing")
          + "\n", ["c.conllu:1 unsorted-features"]
      ),
      (
        row("1", "a", feats: "Sing") + row("2", "b", feats: "Case=Nom|Case=Acc")
          + row("3", "b", feats: "Case=|Number=Sing") + "\n",
        [
          "c.conllu:1 malformed-features", "c.conllu:2 malformed-features",
          "c.conllu:3 malformed-features",
        ]
      ),
      ("1\t_\towl\t_\t_\t_\t_\t_\t_\t_\n\n", ["c.conllu:1 missing-word"]),
      ("1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n", []),
    ] as [(String, [String])])
  func findings(text: String, expected: [String]) throws {
    #expect(try check(("c.conllu", text)).places == expected)
  }

  @Test(
    arguments: [
      ("Owls fly.", []),
      ("Owls  fly. ", ["c.conllu:2:20 edge-space"]),
      ("Owls flie.", ["c.conllu:2:17 text-mismatch"]),
      ("Owls fly .", ["c.conllu:2:18 text-mismatch"]),
      ("Owls", ["c.conllu:2:14 text-mismatch"]),
      ("Owls fly. Two", ["c.conllu:2:19 text-mismatch"]),
    ] as [(String, [String])])
  func text(_ text: String, expected: [String]) throws {
    let words = row("1", "Owls") + row("2", "fly", misc: "SpaceAfter=No") + row("3", ".") + "\n"
    #expect(
      try check(("c.conllu", "# sent_id = 1\n# text = \(text)\n" + words)).places == expected)
  }

  @Test func theTextOfMultiwordTokensIsTheirs() throws {
    let words = row("1-2", "can't", misc: "SpaceAfter=No") + row("1", "ca") + row("2", "n't")
    #expect(
      try check(("c.conllu", "# text = can't.\n" + words + row("3", ".") + "\n")).places.isEmpty)
  }

  @Test(
    arguments: [
      (["2", "0"], []),
      (["0", "1", "0"], ["c.conllu:3 bad-tree"]),
      (["0", "2"], ["c.conllu:2 bad-tree"]),
      (["0", "3", "2"], ["c.conllu:2 bad-tree"]),
      (["2", "3", "1"], ["c.conllu:1 bad-tree"]),
      (["0", "_", "2"], []),
    ] as [([String], [String])])
  func trees(heads: [String], expected: [String]) throws {
    let rows = heads.enumerated().map { row("\($0 + 1)", "w", head: $1) }.joined()
    #expect(try check(("c.conllu", rows + "\n")).places == expected)
  }

  @Test func tagsThatTrainLacks() throws {
    func sentence(_ word: String, count: Int, feats: String) -> String {
      (1...count).map { row("\($0)", "\(word)\($0)", upos: "NOUN", feats: feats) }.joined() + "\n"
    }
    let report = try check(
      ("train.conllu", sentence("a", count: 60, feats: "Number=Sing")),
      ("dev.conllu", sentence("b", count: 5, feats: "Number=Dual")),
      ("test.conllu", sentence("c", count: 1, feats: "Number=Dual")))
    // Both the feature and the whole of FEATS.
    #expect(
      report.places == [
        "dev.conllu:1 unseen-label", "dev.conllu:1 unseen-label", "test.conllu:1 unseen-tag",
        "test.conllu:1 unseen-tag",
      ])
  }

  @Test func relationsOfOnePartAlone() throws {
    func words(_ relations: [String]) -> String {
      relations.enumerated().map { index, relation in
        row(
          "\(index + 1)", "\(relation)\(index)", head: index == 0 ? "0" : "1", relation: relation)
      }.joined() + "\n"
    }
    let report = try check(
      ("train.conllu", words(["root", "obj", "iobj"])),
      ("dev.conllu", words(["root", "obj", "nsubj"])))
    #expect(report.places == ["train.conllu:3 untested-relation", "dev.conllu:3 unseen-tag"])
  }

  @Test func namesOfSentencesAreGivenOnce() throws {
    let sentence = "# sent_id = a\n" + row("1", "x") + "\n"
    let report = try check(("c.conllu", sentence + sentence))
    #expect(report.places == ["c.conllu:4 duplicate-id"])
    #expect(report.findings[0].other?.line == 1)
  }

  @Test func entitiesOfMisc() throws {
    let rows = row("1", "Mira", misc: "NER=I-PER") + row("2", "Oakes", misc: "NER=B-PER")
    let valid = row("1", "Mira", misc: "NER=B-PER") + "\n"
    #expect(
      try check(("c.conllu", valid + valid + rows + row("3", "naps", misc: "NER=PER") + "\n"))
        .places == ["c.conllu:5 invalid-sequence", "c.conllu:7 unknown-label"])
  }
}

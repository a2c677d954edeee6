import ElmanBytes
import ElmanTestSupport
import Testing

@testable import ElmanCorpora

@Suite struct RuleFileTests {
  private func file(_ text: String) throws(CorpusError) -> RuleFile {
    try RuleFile(ByteSource(bytes: Array(text.utf8), path: "r.jsonl"))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func linesAreRules() throws {
    let file = try file(
      """
      \u{FEFF}# my words

      {"token": "C-3PO"}\r
        {"cut": ["Gim", "me"], "token": "Gimme", "case": "any"}
      {"word": "Elman", "upos": "PROPN", "xpos": "NNP", "feats": "Number=Sing", "lemma": "Jeff Elman"}
      {"word": "ELMAN", "lemma": "elman", "case": "any"}
      {"phrase": " Acme \\t Works ", "entity": "ORG"}
      {"phrases": ["R2-D2", "\\u0042B-8"], "entity": "ROBOT", "over": false, "case": "any"}
      """)
    #expect(file.tokens.map { text($0.key) } == ["C-3PO", "gimme"])
    #expect(file.tokens.map(\.pieces) == [[5], [3, 2]])
    #expect(file.tokens.map(\.ignoresCase) == [false, true])
    #expect(file.words.map { text($0.key) } == ["Elman", "elman"])
    #expect(
      file.words.map { $0.columns.map { $0?.text ?? "" } }
        == [["PROPN", "NNP", "Number=Sing", "Jeff Elman"], ["", "", "", "elman"]])
    #expect(file.types == ["ORG", "ROBOT"])
    #expect(file.phrases.map { text($0.key) } == ["Acme Works", "r2-d2", "bb-8"])
    #expect(file.phrases.map(\.type) == [0, 1, 1])
    #expect(file.phrases.map(\.isOver) == [true, false, false])
  }

  @Test func anEmptyFileHasNoRules() throws {
    for text in ["", "\n\n", "# nothing\n \t\n"] {
      let file = try file(text)
      #expect(file.tokens.isEmpty && file.words.isEmpty && file.phrases.isEmpty)
    }
  }

  @Test func rulesThatAgreeCountOnce() throws {
    let file = try file(
      """
      {"token": "owl"}
      {"token": "owl", "cut": ["owl"]}
      {"token": "owl", "cut": ["o", "wl"], "case": "any"}
      {"word": "owl", "upos": "NOUN"}
      {"word": "owl", "upos": "NOUN", "lemma": "owl"}
      {"phrases": ["owl", "owl"], "entity": "BIRD"}
      {"phrase": "owl", "entity": "BIRD", "over": true}
      """)
    #expect(file.tokens.count == 2 && file.words.count == 1 && file.phrases.count == 1)
    #expect(file.words[0].columns.map { $0?.text } == ["NOUN", nil, nil, "owl"])
  }

  @Test(arguments: [
    (
      "\n{\"token\": 3}", "r.jsonl:2: expected a string in 'token', found an integer"
    ),
    ("owl", "r.jsonl:1: expected JSON with an object, found 'owl' at byte 1 of the line"),
    (
      "{}",
      "r.jsonl:1: expected one of the keys token, word, phrase, phrases and phrases-file, found none"
    ),
    (
      "{\"tokn\": \"a\"}",
      "r.jsonl:1: expected one of the keys token, word, phrase, phrases and phrases-file, found 'tokn'"
    ),
    (
      "{\"token\": \"a\", \"word\": \"a\"}",
      "r.jsonl:1: expected one of the keys token, word, phrase, phrases and phrases-file, found 'token' and 'word'"
    ),
    (
      "{\"token\": \"a\", \"upos\": \"X\"}",
      "r.jsonl:1: expected the keys token, cut and case, found 'upos'"
    ),
    (
      "{\"token\": \"a\", \"token\": \"a\"}",
      "r.jsonl:1: expected each key once, found 'token' twice"
    ),
    ("{\"token\": \"\"}", "r.jsonl:1: expected text in 'token', found nothing"),
    ("{\"token\": \"a b\"}", "r.jsonl:1: expected no white space in 'token', found 'a b'"),
    (
      "{\"word\": \"a\\u0007\", \"upos\": \"X\"}",
      "r.jsonl:1: expected no control characters in 'word', found 'a\u{FFFD}'"
    ),
    (
      "{\"word\": \" a\", \"upos\": \"X\"}",
      "r.jsonl:1: expected no white space around what is in 'word', found ' a'"
    ),
    (
      "{\"token\": \"gimme\", \"cut\": [\"gim\", \"mee\"]}",
      "r.jsonl:1: expected pieces that make 'gimme' in 'cut', found 'gim' and 'mee'"
    ),
    (
      "{\"token\": \"ab\", \"cut\": [\"ab\", \"\"]}",
      "r.jsonl:1: expected pieces that make 'ab' in 'cut', found 'ab' and ''"
    ),
    (
      "{\"token\": \"ab\", \"cut\": []}",
      "r.jsonl:1: expected pieces that make 'ab' in 'cut', found none"
    ),
    (
      "{\"token\": \"ab\", \"cut\": [\"ab\", 3]}",
      "r.jsonl:1: expected a string in 'cut', found '3]'"
    ),
    (
      "{\"token\": \"ab\", \"cut\": \"ab\"}",
      "r.jsonl:1: expected an array of strings in 'cut', found a string"
    ),
    (
      "{\"token\": \"a\", \"case\": \"ANY\"}",
      "r.jsonl:1: expected keep or any in 'case', found 'ANY'"
    ),
    (
      "{\"token\": \"ab\"}\n\n{\"token\": \"ab\", \"cut\": [\"a\", \"b\"]}",
      "r.jsonl:3: expected the cut of line 1, which has the same token, found 'a' and 'b'"
    ),
    (
      "{\"word\": \"a\"}",
      "r.jsonl:1: expected at least one of the keys upos, xpos, feats and lemma, found none"
    ),
    (
      "{\"word\": \"a\", \"upos\": \"NN\"}",
      "r.jsonl:1: expected one of the 17 tags in 'upos', found 'NN'"
    ),
    (
      "{\"word\": \"a\", \"feats\": \"Number\"}",
      "r.jsonl:1: expected features such as Number=Plur|Person=3 in 'feats', found 'Number'"
    ),
    ("{\"word\": \"a\", \"lemma\": \"\"}", "r.jsonl:1: expected text in 'lemma', found nothing"),
    (
      "{\"word\": \"a\", \"lemma\": \"b\"}\n{\"word\": \"a\", \"lemma\": \"c\"}",
      "r.jsonl:2: expected the lemma 'b' of line 1, which has the same word, found 'c'"
    ),
    ("{\"phrase\": \"a\"}", "r.jsonl:1: expected the key 'entity', found none"),
    (
      "{\"phrase\": \"a\", \"entity\": \"\"}", "r.jsonl:1: expected text in 'entity', found nothing"
    ),
    (
      "{\"phrase\": \"a\", \"entity\": \"A B\"}",
      "r.jsonl:1: expected no white space in 'entity', found 'A B'"
    ),
    ("{\"phrase\": \" \", \"entity\": \"A\"}", "r.jsonl:1: expected a phrase, found nothing"),
    (
      "{\"phrases\": [\"a\", \"\"], \"entity\": \"A\"}",
      "r.jsonl:1: expected a phrase, found nothing"
    ),
    (
      "{\"phrase\": \"a\", \"entity\": \"A\", \"over\": 1}",
      "r.jsonl:1: expected true or false in 'over', found an integer"
    ),
    (
      "{\"phrase\": \"a b\", \"entity\": \"A\"}\n{\"phrase\": \"a  b\", \"entity\": \"B\"}",
      "r.jsonl:2: expected the entity 'A' of line 1, which has the same phrase, found 'B'"
    ),
    (
      "{\"phrase\": \"a\", \"entity\": \"A\"}\n{\"phrase\": \"a\", \"entity\": \"A\", \"over\": false}",
      "r.jsonl:2: expected the 'over' of line 1, which has the same phrase, found false"
    ),
    (
      "{\"phrases-file\": \"\", \"entity\": \"A\"}",
      "r.jsonl:1: expected the path of a file in 'phrases-file', found ''"
    ),
  ])
  func whatIsWrongIsTold(_ text: String, _ message: String) {
    let error = #expect(throws: CorpusError.self) { try file(text) }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func filesOfPhrasesAreFoundFromTheFolderOfTheRulesOn() throws {
    let folder = try TemporaryFolder()
    try folder.write("Rocket  Skates\r\n\n #1 Glue \n", to: "lists/products.txt")
    let path = try folder.write(
      "{\"phrases-file\": \"lists/products.txt\", \"entity\": \"PRODUCT\"}\n"
        + "{\"phrase\": \"rocket skates\", \"entity\": \"SHOE\"}", to: "rules.jsonl")
    let file = try RuleFile(path: path)
    #expect(file.phrases.map { text($0.key) } == ["Rocket Skates", "#1 Glue", "rocket skates"])

    try folder.write(
      "{\"phrases-file\": \"lists/products.txt\", \"entity\": \"PRODUCT\"}\n"
        + "{\"phrase\": \"#1 Glue\", \"entity\": \"GLUE\"}", to: "rules.jsonl")
    let error = #expect(throws: CorpusError.self) { try RuleFile(path: path) }
    #expect(
      error.map { "\($0)" }
        == "\(path):2: expected the entity 'PRODUCT' of \(folder.path)/lists/products.txt:3,"
        + " which has the same phrase, found 'GLUE'")

    try folder.write("{\"phrases-file\": \"none.txt\", \"entity\": \"A\"}", to: "rules.jsonl")
    #expect(throws: CorpusError.file(.missing(path: "\(folder.path)/none.txt"))) {
      try RuleFile(path: path)
    }
  }
}

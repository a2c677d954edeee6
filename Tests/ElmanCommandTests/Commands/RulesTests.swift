import ElmanTestSupport
import Testing

/// `--rules` of `elman tag` and `elman tokenize`.
struct RulesTests {
  @Test func tagsAndCutsByThem() async throws {
    let folder = try TemporaryFolder()
    try folder.write("two  owls\n", to: "birds.txt")
    let path = try folder.write(
      """
      {"token": "can't"}
      {"word": "nap", "upos": "NOUN"}
      {"phrases-file": "birds.txt", "entity": "BIRD"}
      """, to: "rules.jsonl")
    let tagged = try await Program.run(
      "tag", "--rules", path, "--output", "tsv", input: TagTests.text.utf8)
    #expect(tagged.exitCode == 0 && tagged.standardError.isEmpty)
    #expect(
      tagged.text.contains("Mira\tPROPN\tO\nsees\tVERB\tO\ntwo\tNUM\tB-BIRD\nowls\tNOUN\tI-BIRD\n"))
    #expect(tagged.text.contains("can't\t") && tagged.text.contains("nap\tNOUN\tO\n"))
    let threads = try await Program.run(
      "tag", "--rules", path, "--output", "tsv", "--threads", "2", "--batch-size", "1",
      input: TagTests.text.utf8)
    #expect(threads.text == tagged.text)
    let some = try await Program.run(
      "tag", "--rules", path, "--output", "tsv", "--columns", "ner", input: TagTests.text.utf8)
    #expect(some.text.contains("two\tB-BIRD\n"))
    let cut = try await Program.run(
      "tokenize", "--rules", path, "--output", "horizontal", input: TagTests.text.utf8)
    #expect(cut.text == "Mira sees two owls .\nShe can't nap !\nTwo owls\n")
  }

  @Test func whatIsWrongIsToldOnOneLine() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\n{\"word\": \"owl\", \"upos\": \"BIRD\"}\n", to: "rules.jsonl")
    for command in ["tag", "tokenize"] {
      let result = try await Program.run(command, "--rules", path, input: "Owls.".utf8)
      #expect(result.exitCode == 65 && result.text.isEmpty)
      #expect(
        result.standardError
          == "error: \(path):2: expected one of the 17 tags in 'upos', found 'BIRD'\n")
    }
    let missing = try await Program.run("tag", "--rules", folder.file("none"), input: "".utf8)
    #expect(missing.exitCode == 66)
  }
}

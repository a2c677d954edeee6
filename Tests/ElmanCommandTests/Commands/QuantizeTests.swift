import Elman
import ElmanTestSupport
import Foundation
import Testing

@Suite struct QuantizeTests {
  private func quantize(
    _ arguments: String, _ body: (TemporaryFolder, Program) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "1\tMira\t_\tPROPN\t_\t_\t_\t_\t_\t_\n2\tnaps\t_\tVERB\t_\t_\t_\t_\t_\t_\n\n".utf8,
      to: "gold.conllu")
    try folder.write("great film\tpositive\ndull film\tnegative\n".utf8, to: "gold.tsv")
    let models = try await TinyModel.folder()
    try await body(
      folder,
      Program.shell(
        """
        cd '\(folder.path)' && tagger='\(models)/english.safetensors' \
        classifier='\(models)/english-sentiment.safetensors' && $elman quantize \(arguments)
        """))
  }

  @Test func aTaggerTagsAsBefore() async throws {
    try await quantize("$tagger --output small.safetensors --dev gold.conllu") { folder, result in
      #expect(result.exitCode == 0)
      #expect(result.text.isEmpty)
      #expect(result.standardError.contains("small.safetensors: 0.0"))
      #expect(
        result.standardError.contains("accuracy 100.00 %, before 100.00 %; 0.00 % of the labels"))
      let path = folder.file("small.safetensors")
      let note = try #require(try Tagger(path: path).metadata[.quantization])
      #expect(note.contains("\"accuracyBefore\":1") && note.contains("gold.conllu sha256:"))
      let tagged = try await Program.run(
        "tag", "--model", path, "--output", "horizontal", input: "She sees Mira!\n".utf8)
      #expect(tagged.text == "She_PRON sees_VERB Mira_PROPN !_PUNCT\n")
      let inspected = try await Program.run("inspect", path)
      #expect(inspected.text.contains("precision     int8\n"))
    }
  }

  @Test func aClassifierToo() async throws {
    try await quantize("-o s.safetensors $classifier --dev gold.tsv --text-column 1") {
      folder, result in
      #expect(result.exitCode == 0)
      let classifier = try Classifier(path: folder.file("s.safetensors"))
      #expect(classifier.metadata[.quantization]?.contains("changedShare") == true)
    }
  }

  @Test func withoutGoldLabelsNoLossIsTold() async throws {
    try await quantize("$tagger -o s.safetensors") { folder, result in
      #expect(result.exitCode == 0)
      #expect(result.standardError.hasSuffix("no accuracy measured: --dev names no gold file\n"))
      let tagger = try Tagger(path: folder.file("s.safetensors"))
      #expect(tagger.metadata[.quantization] == nil)
    }
  }

  @Test(arguments: [
    (
      "$tagger -o s.safetensors && $elman quantize s.safetensors -o t.safetensors", 65,
      "s.safetensors: expected a model in single precision, found one in bytes"
    ),
    ("$tagger", 64, "Missing expected argument '--output <output>'"),
    ("nothing -o s.safetensors", 66, "no model 'nothing'"),
    ("$tagger -o absent/s.safetensors", 74, "absent/s.safetensors"),
    ("$tagger -o s.safetensors --dev absent.conllu", 66, "absent.conllu"),
    ("$classifier -o s.safetensors --dev gold.conllu", 64, "gold.conllu: expected a name that"),
  ])
  func mistakesAreNamed(arguments: String, code: Int32, message: String) async throws {
    try await quantize(arguments) { folder, result in
      #expect(result.exitCode == code)
      let lines = result.standardError.split(separator: "\n")
      #expect(lines.last?.hasPrefix("error: ") == true)
      #expect(lines.last?.contains(message) == true)
      #expect(!FileManager.default.fileExists(atPath: folder.file("t.safetensors")))
    }
  }
}

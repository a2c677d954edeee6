import ElmanTestSupport
import Foundation
import Testing

/// `-o` of the commands whose results go to standard output, and where links lead.
struct OutputFileTests {
  private func shell(_ script: String, in folder: TemporaryFolder) async throws -> Program {
    try await Program.shell("cd '\(folder.path)'; \(script)", input: "Mira naps.\n")
  }

  @Test(arguments: ["tag", "tag --threads 2", "tokenize --output pretty", "classify"])
  func aFileHoldsWhatStandardOutputWould(command: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "Mira sees two owls.\n", count: 2_000).utf8, to: "in.txt")
    let result = try await shell(
      """
      "$elman" \(command) in.txt > expected && "$elman" \(command) in.txt -o short && \
      "$elman" \(command) --output-file long in.txt && cmp expected short && cmp expected long && ls -A
      """, in: folder)
    #expect(result.text == "expected\nin.txt\nlong\nshort\n", "\(result.standardError)")
    #expect(result.exitCode == 0)
  }

  @Test(arguments: [
    "tag in.txt -o in.txt", "tag in.txt -o ./link", "tag < in.txt -o in.txt",
    "tokenize - in.txt -o in.txt", "classify in.txt -o link",
    "tag in.txt --model ./m.safetensors -o m.safetensors",
  ])
  func whatIsReadIsNotWrittenOver(command: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("Mira naps.\n".utf8, to: "in.txt")
    let result = try await shell(
      """
      ln -s in.txt link; cp "$ELMAN_MODELS/english.safetensors" m.safetensors
      "$elman" \(command)
      """, in: folder)
    #expect(result.exitCode == 64)
    #expect(
      result.standardError.contains("expected another path with --output-file, found that of"))
    #expect(try folder.read("in.txt") == Array("Mira naps.\n".utf8))
  }

  /// What was read before a fault is kept, as on standard output.
  @Test func nothingIsLostByBadInput() async throws {
    let folder = try TemporaryFolder()
    let row = "1\tMira\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    try folder.write((row + "1\tb\n\n").utf8, to: "in.conllu")
    let result = try await shell(
      "\"$elman\" tokenize --input conllu in.conllu -o out", in: folder)
    #expect(result.exitCode == 65)
    #expect(try folder.read("out") == Array(row.utf8))
  }

  @Test(arguments: ["absent/out", "/dev/null", "."])
  func whatCannotBeWritten(path: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell("\"$elman\" tokenize -o \(path)", in: folder)
    #expect(result.exitCode == 74)
    #expect(result.standardError.hasPrefix("error: \(path): cannot write: "))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["tag", "tokenize", "classify"])
  func aPathIsNoFormat(command: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell("\"$elman\" \(command) --output out/x.tsv", in: folder)
    #expect(result.exitCode == 64)
    #expect(
      result.standardError.hasPrefix(
        "error: The value 'out/x.tsv' is invalid for '--output <format>'."))
    #expect(result.standardError.hasSuffix(" For a file use -o. (see --help)\n"))
  }

  /// Links stay, whether what they lead to is there or not.
  @Test func linksStay() async throws {
    let folder = try TemporaryFolder()
    let rows = "1\tOwls\t_\tNOUN\t_\t_\t_\t_\t_\t_\n2\tswim\t_\tVERB\t_\t_\t_\t_\t_\t_\n\n"
    try folder.write(rows.utf8, to: "c.conllu")
    let result = try await shell(
      """
      mkdir there; touch there/old
      for name in model log plot curve tags small; do ln -s there/$name $name; done
      ln -s there/old old
      "$elman" train tagger --train c.conllu --dev c.conllu --hidden-size 4 --epochs 2 \
        --output model --log log && \
      "$elman" train tagger --train c.conllu --dev c.conllu --hidden-size 4 --epochs 2 \
        --resume --output old --log log && \
      "$elman" gradients --hidden-size 4 --plot plot < c.conllu > /dev/null && \
      "$elman" plot log --output curve && "$elman" tag -o tags < c.conllu && \
      "$elman" quantize ./model -o small && find . -type l | sort && ls there
      """, in: folder)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(
      result.text
        == "./curve\n./log\n./model\n./old\n./plot\n./small\n./tags\ncurve\nlog\nmodel\nold\nplot\nsmall\ntags\n"
    )
  }

  @Test(arguments: ["m.checkpoint", "./m.checkpoint", "m", "link"])
  func theLogIsAFileOfItsOwn(log: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell(
      """
      ln -s m.checkpoint link; : > c
      "$elman" train tagger --train c --dev c --output m --log \(log)
      """, in: folder)
    #expect(result.exitCode == 64)
    #expect(result.standardError.hasSuffix(", which is written\n"), "\(result.standardError)")
  }

  /// The name of a checkpoint is longer than that of its model.
  @Test(arguments: [
    (245, "checkpoint: cannot write: its name has 256"),
    (256, "xx: cannot write: its name has 256"),
  ])
  func longNames(length: Int, message: String) async throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "x", count: length)
    let result = try await shell(
      ": > c; \"$elman\" train tagger --train c --dev c --output \(name)", in: folder)
    #expect(result.exitCode == 74)
    #expect(
      result.standardError.hasSuffix("\(message) bytes, at most 255 are possible\n"),
      "\(result.standardError)")
  }

  @Test(arguments: [
    ("tgA", "'tag'"), ("trian", "'train'"), ("train tager", "'tagger'"), ("Evaluate", "'evaluate'"),
    ("train classifer x", "'classifier'"), ("recal", "'recall'"), ("nonsense", nil),
    ("train xyz", nil),
    ("tag --nonsense", nil),
  ])
  func commandsThatAreMistyped(command: String, suggestion: String?) async throws {
    let result = try await Program.shell("exec \"$elman\" \(command)")
    #expect(result.exitCode == 64)
    let question = suggestion.map { ". Did you mean \($0)? (see --help)\n" }
    #expect(
      result.standardError.hasSuffix(question ?? "' (see --help)\n"), "\(result.standardError)")
    #expect(result.standardError.split(separator: "\n").count == 1)
  }
}

import ElmanTestSupport
import Foundation
import Testing

/// `elman inspect --verify`.
@Suite struct VerifyTests {
  @Test func aModelIsAsItWasWritten() async throws {
    let folder = try TemporaryFolder()
    let tagger = try await TinyModel.path()
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && cp '\(tagger)' m.safetensors && $elman inspect --verify ./m.safetensors \
      && $elman quantize ./m.safetensors -o s.safetensors 2> log \
      && $elman inspect --verify ./s.safetensors
      """)
    #expect(result.exitCode == 0 && result.standardError.isEmpty)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("ok: ./m.safetensors: ") == true)
    #expect(lines.first?.hasSuffix(" tensors and the metadata are as they were written") == true)
    #expect(lines.last?.hasPrefix("ok: ./s.safetensors: ") == true)
  }

  @Test func aChangedByteIsNamed() async throws {
    let folder = try TemporaryFolder()
    var bytes = Array(try Data(contentsOf: URL(filePath: await TinyModel.path())))
    bytes[bytes.count - 1] ^= 1
    let path = try folder.write(bytes, to: "m.safetensors")
    let result = try await Program.run("inspect", "--verify", path)
    #expect(result.exitCode == 65)
    #expect(result.text.isEmpty)
    let error = "error: \(path): 'labels.bytes' was changed: expected SHA-256 "
    #expect(result.standardError.hasPrefix(error))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ("--json --verify english", 64, "--verify writes no JSON"),
    ("--verify nothing", 66, "no model 'nothing'"),
    ("--verify ./text", 65, "./text: "),
  ])
  func mistakesAreNamed(arguments: String, code: Int32, message: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("no model at all".utf8, to: "text")
    let result = try await Program.shell("cd '\(folder.path)' && $elman inspect \(arguments)")
    #expect(result.exitCode == code)
    #expect(result.standardError.contains(message))
  }

  @Test func whatAFileSaysCannotSteerATerminal() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && printf '1\\tMira\\t_\\tA\\033[2J\\t_\\t_\\t_\\t_\\t_\\t_\\n\\n' > c.conllu \
      && $elman train tagger --train c.conllu --dev c.conllu --epochs 1 --hidden-size 2 \
      --licence "$(printf 'a\\033[2Jb')" -o m.safetensors 2> log && $elman inspect ./m.safetensors
      """)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(!result.standardOutput.contains(0x1B))
    #expect(result.text.contains(#"licence       a\u{1b}[2Jb"#))
    #expect(result.text.contains(#"labels        1: A\u{1b}[2J"#))
  }
}

import ElmanTestSupport
import Foundation
import Testing

/// Models by path and by name.
struct ModelFinderTests {
  private func tag(_ model: String, models: [String]) async throws -> Program {
    try await Program.run(
      "tag", "--output", "horizontal", "--model", model, input: "Mira naps".utf8,
      environment: ["ELMAN_MODELS": models.joined(separator: ":")])
  }

  @Test func aPathIsAFile() async throws {
    #expect(try await tag(TinyModel.path(), models: []).text == "Mira_PROPN naps_VERB\n")
  }

  @Test func aNameIsLookedForInEveryFolder() async throws {
    let folder = try TemporaryFolder()
    try await FileManager.default.copyItem(
      atPath: TinyModel.path(), toPath: folder.file("tiny.safetensors"))
    let result = try await tag("tiny", models: ["/nowhere", "", folder.path])
    #expect(result.text == "Mira_PROPN naps_VERB\n")
  }

  @Test func aNameIsLookedForBesideTheProgramAndInItsShare() async throws {
    let folder = try TemporaryFolder()
    for place in ["bin", "share/elman/models"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(place), withIntermediateDirectories: true)
    }
    for (name, place) in [("one", "bin"), ("two", "share/elman/models")] {
      try await FileManager.default.copyItem(
        atPath: TinyModel.path(), toPath: folder.file("\(place)/\(name).safetensors"))
    }
    for name in ["one", "two"] {
      // A symbolic link leads to the program's own folder.
      let result = try await Program.shell(
        """
        cp "$elman" '\(folder.path)/bin/elman'; ln -sf bin/elman '\(folder.path)/link'
        unset ELMAN_MODELS; '\(folder.path)/link' tag --output horizontal --model \(name)
        """, input: "Mira naps")
      #expect(result.standardError.isEmpty)
      #expect(result.text == "Mira_PROPN naps_VERB\n")
    }
  }

  @Test func anUnknownNameTellsWhereAndWhatThereIs() async throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "mine.safetensors")
    let result = try await tag("english-etw-upos", models: [folder.path])
    #expect(result.exitCode == 66)
    #expect(
      result.standardError.hasPrefix("error: no model 'english-etw-upos' in \(folder.path), "))
    #expect(result.standardError.contains(", the program itself"))
    #expect(result.standardError.contains("; found there: "))
    #expect(result.standardError.contains("mine"))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  /// A file of any name is taken for a path where nothing else has its name.
  @Test func aFileOfTheCurrentFolder() async throws {
    let folder = try TemporaryFolder()
    try folder.write("no model".utf8, to: "photo.png")
    let result = try await Program.shell(
      "cd '\(folder.path)' && echo Mira | \"$elman\" tag --model photo.png")
    #expect(result.exitCode == 65)
    #expect(result.standardError.hasPrefix("error: photo.png: "))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test func aMissingFile() async throws {
    let result = try await tag("nowhere/mine.safetensors", models: [])
    #expect(result.exitCode == 66)
    #expect(
      result.standardError == "error: nowhere/mine.safetensors: expected a file, found none\n")
  }

  @Test(arguments: [0, 1, 7, 8, 100, 2_000, 10_000])
  func aTruncatedFile(count: Int) async throws {
    let folder = try TemporaryFolder()
    let model = try await TinyModel.path()
    let bytes = try #require(FileManager.default.contents(atPath: model))
    let path = try folder.write(bytes.prefix(count), to: "short.safetensors")
    let result = try await tag(path, models: [])
    #expect(result.exitCode == 65)
    #expect(result.standardOutput.isEmpty)
    #expect(result.standardError.hasPrefix("error: \(path): "))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test(arguments: 0..<16)
  func aDamagedFileIsRefusedOrUsedButNeverCrashes(seed: Int) async throws {
    let folder = try TemporaryFolder()
    let model = try await TinyModel.path()
    var bytes = try Array(#require(FileManager.default.contents(atPath: model)))
    // Half of the changes hit the header, which is short.
    let end = seed % 2 == 0 ? 3_000 : bytes.count
    for step in 1...8 {
      bytes[(seed * 7_919 + step * step * 104_729) % end] ^= UInt8(1 << (step % 8))
    }
    let result = try await tag(folder.write(bytes, to: "damaged.safetensors"), models: [])
    #expect([0, 65].contains(result.exitCode))
    #expect(result.standardError.split(separator: "\n").count == (result.exitCode == 0 ? 0 : 1))
  }
}

import ElmanSystem
import ElmanTestSupport
import Foundation
import Testing

/// Outputs that cannot be written: one line with path and reason, an exit code, and what was there
/// before is untouched.
struct BrokenOutputTests {
  private static let corpus = """
    1\tMira\t_\tPROPN\t_\t_\t_\t_\t_\t_
    2\tnaps\t_\tVERB\t_\t_\t_\t_\t_\t_


    """

  /// Commands that write a file, where `$1` is its path.
  private static let writers: [(name: String, script: String)] = [
    (
      "train tagger",
      "train tagger --overwrite --epochs 1 --config s.json --train c.conllu --dev c.conllu --output \"$1\""
    ),
    ("train tokenizer", "train tokenizer --epochs 1 --train c.conllu --dev c.conllu -o \"$1\""),
    (
      "train classifier",
      "train classifier --overwrite --epochs 1 --train c.tsv --dev c.tsv --output \"$1\""
    ),
    (
      "pretrain",
      "pretrain --overwrite --epochs 1 --config t.json --train c.txt --dev c.txt --output \"$1\""
    ),
    ("quantize", "quantize english --output \"$1\""),
    ("plot", "plot log.jsonl --output \"$1\""),
    ("gradients", "gradients --hidden-size 4 --plot \"$1\" < c.txt"),
    ("recall", "recall --network gru --distance 1 --texts 8 --epochs 1 --plot \"$1\""),
    ("recall --log", "recall --network gru --distance 1 --texts 8 --epochs 1 --log \"$1\""),
    (
      "train --log",
      "train tagger --epochs 1 --config s.json --train c.conllu --dev c.conllu --output m --log \"$1\""
    ),
  ]

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(corpus.utf8, to: "c.conllu")
    try folder.write("great film\tpositive\ndull film\tnegative\n".utf8, to: "c.tsv")
    try folder.write("Owls swim in rivers. Ducks swim in lakes.\n".utf8, to: "c.txt")
    try folder.write("{\"model\": {\"hiddenSize\": 4}}".utf8, to: "s.json")
    try folder.write(
      "{\"model\": {\"hiddenSize\": 4, \"minimumWordCount\": 1}}".utf8, to: "t.json")
    try folder.write(
      "{\"kind\":\"epoch\",\"epoch\":1,\"step\":1,\"loss\":1}\n".utf8, to: "log.jsonl")
    return folder
  }

  private func run(
    _ script: String, writing path: String, in folder: TemporaryFolder
  ) async throws -> Program {
    try await Program.shell(
      "cd '\(folder.path)' && set -- '\(path)' && \"$elman\" \(script) 2> error; echo \"code $?\"")
  }

  private func error(_ folder: TemporaryFolder) throws -> [Substring] {
    String(decoding: try folder.read("error"), as: UTF8.self).split(separator: "\n")
  }

  /// What is wrong is told before any work, on one line.
  @Test(
    arguments: writers, [("absent/file", "No such file or directory"), ("taken", "Is a directory")])
  func pathsThatCannotBeWritten(
    _ writer: (name: String, script: String), _ output: (path: String, reason: String)
  ) async throws {
    let folder = try Self.folder()
    try FileManager.default.createDirectory(
      atPath: folder.file("taken"), withIntermediateDirectories: false)
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let result = try await run(writer.script, writing: output.path, in: folder)
    #expect(result.text == "code 74\n")
    #expect(try error(folder) == ["error: \(output.path): cannot write: \(output.reason)"])
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(after) == Set(before + ["error"]))
  }

  /// A file that is read is never written over, whatever name leads to it.
  @Test(arguments: [
    "train tagger --train c.conllu --dev c.conllu --output ./c.conllu",
    "train tagger --train c.conllu --dev c.conllu --output m --log c.conllu",
    "train classifier --train c.tsv --dev c.tsv --output link.tsv",
    "pretrain --config t.json --train c.txt --dev c.txt --output t.json",
    "plot log.jsonl --output log.jsonl",
  ])
  func inputsAreNotWrittenOver(script: String) async throws {
    let folder = try Self.folder()
    let result = try await Program.shell(
      "cd '\(folder.path)' && ln -s c.tsv link.tsv && \"$elman\" \(script)")
    #expect(result.exitCode == 64)
    #expect(result.standardError.contains(": expected another path with --"))
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(String(decoding: try folder.read("c.conllu"), as: UTF8.self) == Self.corpus)
  }

  #if os(Linux)
    @Test(arguments: ["tag", "tokenize", "classify"])
    func aFullDiskBehindStandardOutput(command: String) async throws {
      let result = try await Program.shell(
        "\"$elman\" \(command) > /dev/full", input: "Mira naps.\n")
      #expect(result.exitCode == 74)
      #expect(
        result.standardError == "error: standard output: cannot write: No space left on device\n")
    }

    /// Training goes on without its log.
    @Test func aFullDiskBehindALog() async throws {
      let folder = try Self.folder()
      let training = try #require(Self.writers.first).script
      let result = try await run(
        training + " --log /dev/full", writing: "m.safetensors", in: folder)
      #expect(result.text == "code 0\n")
      #expect(
        try error(folder).contains(
          "warning: /dev/full: cannot write: No space left on device; the log ends here"))
      #expect(try !folder.read("m.safetensors").isEmpty)
    }

    /// A small disk of its own, where the system lets this process have one.
    @Test(arguments: ["train tagger", "pretrain", "quantize"])
    func aFullDiskBehindAModel(name: String) async throws {
      let folder = try Self.folder()
      let writer = try #require(Self.writers.first { $0.name == name }).script
      let result = try await Program.shell(
        """
        cd '\(folder.path)' && mkdir disk && unshare -rm sh -c '
          mount -t tmpfs -o size=8k tmpfs disk || exit 99
          echo old > disk/m; set -- disk/m
          "$elman" \(writer.replacing("'", with: "")); echo "code $?"
          cat disk/m; ls -A disk'
        """)
      // Not every system lets a process make mounts of its own.
      guard !result.text.isEmpty, result.exitCode != 99 else { return }
      #expect(result.text == "code 74\nold\nm\n", "\(result.standardError)")
      #expect(
        result.standardError.split(separator: "\n").last
          == "error: disk/m: cannot write: No space left on device")
    }

    /// A model that becomes shorter while it is mapped ends the program with one line.
    @Test func aModelThatIsCutInPlace() async throws {
      let folder = try TemporaryFolder()
      let models = try await TinyModel.folder()
      let (process, input, output) = try await Program.process(
        "tag", "--immediate", "--output", "horizontal", "--model", folder.file("m.safetensors"))
      try FileManager.default.copyItem(
        atPath: "\(models)/english.safetensors", toPath: folder.file("m.safetensors"))
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data("Mira naps\n".utf8))
      #expect(!output.fileHandleForReading.availableData.isEmpty)
      let model = try #require(FileHandle(forWritingAtPath: folder.file("m.safetensors")))
      try model.truncate(atOffset: 0)
      try input.fileHandleForWriting.write(contentsOf: Data("She sees two old owls\n".utf8))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      let error = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      // What of the model is in memory already may be enough.
      if process.terminationStatus != 0 {
        #expect(process.terminationReason == .exit && process.terminationStatus == 66)
        #expect(error.hasPrefix("error: a mapped file, such as a model, was made shorter"))
        #expect(error.split(separator: "\n").count == 1)
      }
    }
  #endif

  @Test func aModelThatIsReplacedIsNoticedByNobody() async throws {
    let folder = try TemporaryFolder()
    let models = try await TinyModel.folder()
    try FileManager.default.copyItem(
      atPath: "\(models)/english.safetensors", toPath: folder.file("m.safetensors"))
    let (process, input, output) = try await Program.process(
      "tag", "--immediate", "--output", "horizontal", "--model", folder.file("m.safetensors"))
    try process.run()
    for turn in 0..<2 {
      try input.fileHandleForWriting.write(contentsOf: Data("Mira naps\n".utf8))
      let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer == "Mira_PROPN naps_VERB\n\n")
      if turn == 0 { try AtomicFile.write([1, 2, 3], to: folder.file("m.safetensors")) }
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(
    arguments: [
      ("tag < /dev/null >&-", 0, ""),
      (
        "echo Owls | \"$elman\" tag >&-", 74,
        "error: standard output: cannot write: Bad file descriptor"
      ),
      (
        "\"$elman\" tag <&-", 66,
        "error: <stdin>: expected a file that can be read, found: Bad file descriptor"
      ),
      (
        "\"$elman\" inspect >&-", 74, "error: standard output: cannot write: Bad file descriptor"
      ),
    ] as [(String, Int32, String)])
  func closedStreams(script: String, code: Int32, error: String) async throws {
    let line = script.contains("$elman") ? script : "\"$elman\" \(script)"
    let result = try await Program.shell(line)
    #expect(result.exitCode == code)
    #expect(result.standardError == (error.isEmpty ? "" : error + "\n"))
  }

  /// Messages must not go into the file that gets the number of a closed stream.
  @Test func messagesWithoutStandardErrorAreLost() async throws {
    let folder = try Self.folder()
    let training = try #require(Self.writers.first).script
    let script = """
      cd '\(folder.path)' && set -- a && "$elman" \(training) --log a.jsonl && \
      set -- b && "$elman" \(training) --log b.jsonl 2>&- <&- >&-; echo "code $?"
      """
    let result = try await Program.shell(script)
    #expect(result.text == "code 0\n")
    let isSame = try folder.read("a") == folder.read("b")
    #expect(isSame)
    #expect(String(decoding: try folder.read("b.jsonl"), as: UTF8.self).hasPrefix("{"))
  }

  #if os(Linux)
    /// Other systems have no such names.
    @Test func aFileIsReplacedInAFolderWhoseNameIsNotUTF8() async throws {
      let folder = try TemporaryFolder()
      let result = try await Program.shell(
        """
        cd '\(folder.path)' && name=$(printf 'caf\\351') && mkdir "$name" && cd "$name"
        for turn in 1 2; do
          echo 'One two three' \
            | "$elman" gradients --cell elman --steps 3 --hidden-size 4 --plot g.svg > text
        done
        ls -A
        """)
      #expect(result.text == "g.svg\ntext\n")
      #expect(result.standardError.isEmpty)
    }
  #endif

  /// Whoever watches training may stop watching.
  @Test func trainingOutlivesItsWatcher() async throws {
    let folder = try Self.folder()
    let training = try #require(Self.writers.first).script
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && set -- m && \
      { "$elman" \(training) 2>&1; echo "code $?" > code; } | head -n 1 && sleep 0.1; cat code
      """)
    #expect(result.text.hasSuffix("code 0\n"))
    #expect(try !folder.read("m").isEmpty)
  }

  /// The picture is there even if nobody reads the tables.
  @Test(arguments: ["gradients", "recall"])
  func aClosedPipeLeavesThePicture(name: String) async throws {
    let folder = try Self.folder()
    let writer = try #require(Self.writers.first { $0.name == name }).script
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && set -- p.svg && \
      { "$elman" \(writer); echo "code $?" >> code; } 2> error | true; cat code error
      """)
    #expect(result.text.hasPrefix("code 0\n"))
    #expect(String(decoding: try folder.read("p.svg"), as: UTF8.self).hasPrefix("<svg"))
  }
}

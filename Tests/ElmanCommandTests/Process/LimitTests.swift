import ElmanTestSupport
import Foundation
import Testing

#if os(Linux)
  /// Where the system allows little, one line says what is missing; nothing traps or hangs.
  struct LimitTests {
    /// Sanitizers take terabytes of addresses, and files of their own.
    private static let isPlain = ConditionTrait.enabled(
      if: ProcessInfo.processInfo.environment["ELMAN_SANITIZER"] == nil)

    private static let samples = Documentation.package.appending(path: "Corpora/samples").path
    private static let commands = [
      "tag", "tag --threads 2", "classify", "tokenize", "inspect",
      "evaluate --model english-sentiment \(samples)/sentiment-dev.tsv",
      """
      train tagger --train \(samples)/english-dev.conllu --dev \(samples)/english-dev.conllu \
      --hidden-size 4 --epochs 1 --output \"$PWD/m\"
      """,
    ]

    private func run(_ command: String, _ limit: String) async throws -> Program {
      let folder = try TemporaryFolder()
      return try await Program.shell(
        """
        cd '\(folder.path)'; ulimit -c 0; ulimit \(limit) && \
        SWIFT_BACKTRACE=enable=no exec "$elman" \(command)
        """, input: "Mira naps.\n")
    }

    @Test(arguments: commands, ["-n 5", "-n 15", "-s 100", "-s 255"])
    func littleIsToldFirst(command: String, limit: String) async throws {
      let result = try await run(command, limit)
      #expect(result.exitCode == 71)
      #expect(result.text.isEmpty)
      #expect(result.standardError.hasPrefix("error: expected the system to allow "))
      #expect(result.standardError.contains("(ulimit \(limit.prefix(2))), found "))
      #expect(result.standardError.split(separator: "\n").count == 1)
    }

    /// The program itself takes part of the memory; where it cannot begin, the system says so.
    @Test(
      isPlain, arguments: commands, [100_000, 150_000, 200_000, 300_000, 400_000])
    func littleMemoryIsEnoughOrTold(command: String, kilobytes: Int) async throws {
      let result = try await run(command, "-v \(kilobytes)")
      if result.exitCode != 0, result.exitCode != 127 {
        #expect(result.exitCode == 71, "\(result.standardError)")
        #expect(result.standardError.contains("(ulimit -v), found \(kilobytes >> 10) MB in all\n"))
        #expect(result.standardError.split(separator: "\n").count == 1)
      }
    }

    @Test(arguments: commands, ["-n 16", "-s 256"])
    func enoughIsEnough(command: String, limit: String) async throws {
      let result = try await run(command, limit)
      #expect(result.exitCode == 0, "\(result.standardError)")
    }

    /// A file that may not grow is told of as a full disk is, and leaves nothing.
    @Test(isPlain) func aFileThatMayNotGrow() async throws {
      let folder = try TemporaryFolder()
      let result = try await Program.shell(
        "cd '\(folder.path)'; ulimit -f 8; exec \"$elman\" quantize english-sentiment -o m")
      #expect(result.exitCode == 74)
      #expect(result.standardError == "error: m: cannot write: File too large\n")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }
#endif

/// Numbers that would take all memory are refused, with their range.
struct NumberTests {
  @Test(arguments: [
    ("tag --threads 4294967296", "--threads from 1 to 1024"),
    ("tag --batch-size 5000", "--batch-size from 1 to 4096"),
    ("tag --cache-mb 99999999", "--cache-mb from 0 to "),
    ("tag --cache-mb -1", "--cache-mb"),
    ("classify --top 4294967296", "--top from 1 to 1000000"),
    ("classify --threads 4294967296", "--threads from 1 to 1024"),
    ("train tagger --train a --dev a --output b --threads 4294967296", "--threads from 1 to 1024"),
    ("train classifier --train a --dev a --output b --threads 1025", "--threads from 1 to 1024"),
    ("train tokenizer --train a --dev a --output b --threads 0", "--threads from 1 to 1024"),
    ("pretrain --train a --dev a --output b --threads 1025", "--threads from 1 to 1024"),
    ("train tagger --train a --dev a --output b --hidden-size 8193", "hiddenSize from 1 to 8192"),
    ("train tagger --train a --dev a --output b --layers 17", "layers from 1 to 16"),
    ("train tagger --train a --dev a --output b --epochs 100001", "epochs from 1 to 100000"),
    ("train tagger --train a --dev a --output b --batch-size 4097", "batchSize from 1 to 4096"),
    (
      "train tagger --embeddings v --train a --dev a --output b --extra-words 10000001",
      "extraWords from 0 to 10000000"
    ),
    (
      "train tagger --train a --dev a --output b --checkpoint-seconds 1000001",
      "--checkpoint-seconds from 0 to 1000000"
    ),
    ("evaluate a --batch-size 4097", "--batch-size from 1 to 4096"),
    ("gradients --hidden-size 4097", "--hidden-size from 1 to 4096"),
    ("gradients --steps 10001", "--steps from 2 to 10000"),
    ("recall --threads 4294967296", "--threads from 1 to 1024"),
    ("recall --texts 1000001", "--texts from 1 to "),
    ("recall --texts 100000 --distance 2000", "--texts from 1 to 24987"),
    ("recall --hidden-size 1025", "--hidden-size from 1 to 1024"),
    ("recall --distance 2001", "--distance from 0 to 2000"),
    ("recall --show 1001", "--show from 1 to 1000"),
    (
      "tag --threads 99999999999999999999999", "'99999999999999999999999' is invalid for '--threads"
    ),
  ])
  func areRefused(command: String, range: String) async throws {
    let result = try await Program.shell("exec \"$elman\" \(command) < /dev/null")
    #expect(result.exitCode == 64)
    #expect(result.standardError.contains(range), "\(result.standardError)")
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  /// Sizes that are right each by itself, and together make a network beyond any memory.
  @Test func networksBeyondTheMemory() async throws {
    let samples = Documentation.package.appending(path: "Corpora/samples").path
    let folder = try TemporaryFolder()
    let result = try await Program.run(
      "train", "tagger", "--train", "\(samples)/english-dev.conllu", "--dev",
      "\(samples)/english-dev.conllu", "--hidden-size", "8192", "--layers", "16", "--output",
      folder.file("m"))
    #expect(result.exitCode == 64)
    #expect(
      result.standardError.split(separator: "\n").last?.hasPrefix(
        "error: expected a network whose training fits into ") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(arguments: ["0", "1", "9223372036854775807", "-5", "wide"])
  func anyWidthOfAScreenWillDo(columns: String) async throws {
    let result = try await Program.run(
      "tag", "--output", "pretty", input: "Mira naps".utf8, environment: ["COLUMNS": columns])
    #expect(result.exitCode == 0)
    #expect(result.text.contains("Mira"))
  }
}

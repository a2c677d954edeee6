import ElmanFuzzing
import Foundation
import Testing

/// A short run of what `elman-fuzz` does at length: the inputs that once found something, the seeds, and
/// some thousands of changes of them, always the same.
@Suite struct FuzzTargetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The inputs kept for a target: what once found something, in `Fixtures/TARGET`, and what reaches much
  /// of the code, a line each in `Fixtures/TARGET.base64`, which `.ci/fuzz --keep TARGET` writes.
  private static func fixtures(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let manager = FileManager.default
    var inputs: [(name: String, bytes: [UInt8])] = []
    let lines = folder.appending(path: "\(target.name).base64")
    if manager.fileExists(atPath: lines.path) {
      for line in try String(contentsOf: lines, encoding: .utf8).split(separator: "\n") {
        inputs.append(("\(line)", Array(try #require(Data(base64Encoded: "\(line)")))))
      }
    }
    let found = folder.appending(path: target.name)
    if manager.fileExists(atPath: found.path) {
      for name in try manager.contentsOfDirectory(atPath: found.path).sorted() {
        inputs.append((name, Array(try Data(contentsOf: found.appending(path: name)))))
      }
    }
    return inputs
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func keptInputsKeepTheirPromises(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    for (fixture, bytes) in try Self.fixtures(of: target) {
      #expect(throws: Never.self, "\(fixture)") { try target.run(bytes) }
    }
    for seed in target.seeds + [[], [0], [255]] {
      #expect(throws: Never.self, "\(seed)") { try target.run(seed) }
    }
    #expect(!target.seeds.isEmpty)
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func changedInputsKeepTheirPromises(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let fixtures = try Self.fixtures(of: target).map(\.bytes)
    var mutator = FuzzMutator(of: target, and: fixtures, seed: 1)
    // In a debug build networks are slow, and so are long texts.
    let counts = [
      "tagger": 200, "offsets": 1_000, "tokenizer": 500, "learned-tokenizer": 200, "long-texts": 4,
    ]
    let count = counts[name] ?? 3_000
    for _ in 0..<count {
      let input = mutator.next()
      #expect(throws: Never.self, "\(input)") { try target.run(input) }
    }
  }

  @Test func inputsAreTheSameInEveryRun() {
    let target = FuzzTarget.all[0]
    var one = FuzzMutator(of: target, seed: 7)
    var other = FuzzMutator(of: target, seed: 7)
    for _ in 0..<100 { #expect(one.next() == other.next()) }
  }
}

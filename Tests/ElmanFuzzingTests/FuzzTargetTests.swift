import ElmanFuzzing
import Foundation
import Testing

/// A short run of what `elman-fuzz` does at length: the inputs that once found something, the seeds, and
/// some thousands of changes of them, always the same.
@Suite struct FuzzTargetTests {
  /// The inputs kept for a target, in `Fixtures/TARGET`.
  private static func fixtures(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(target.name)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
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
    let counts = ["tagger": 200, "tokenizer": 500, "learned-tokenizer": 200, "long-texts": 4]
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

import ArgumentParser
import Elman

/// The options of commands that run a network over a stream: none of them changes the output.
struct WorkerOptions: ParsableArguments {
  @Option(help: "How many batches are worked on at a time; the output is the same.")
  var threads = 1
  @Option(
    help: ArgumentHelp(
      "The most sentences or texts that go through the network together.", valueName: "count"))
  var batchSize: Int?
  @Option(
    help: ArgumentHelp(
      "The memory for what is known of frequent words; the output is the same.",
      valueName: "megabytes"))
  var cacheMb = TaggerSession.defaultCacheBytes >> 20

  /// The memory for what is known of frequent words.
  var cacheBytes: Int { cacheMb << 20 }

  func validate() throws {
    guard (1...1_024).contains(threads) else {
      throw ValidationError("expected --threads from 1 to 1024, found \(threads)")
    }
    if let batchSize, !(1...4_096).contains(batchSize) {
      throw ValidationError("expected --batch-size from 1 to 4096, found \(batchSize)")
    }
    guard (0...65_536).contains(cacheMb) else {
      throw ValidationError("expected --cache-mb from 0 to 65536, found \(cacheMb)")
    }
  }
}

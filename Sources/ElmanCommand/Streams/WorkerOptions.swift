import ArgumentParser
import Elman
import ElmanSystem

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
    try OptionRange.check("threads", threads, in: OptionRange.threads)
    try OptionRange.check("batch-size", batchSize, in: OptionRange.batchSize)
    // Each thread has a cache of its own; the default one takes no more than the words need.
    let most = max(TaggerSession.defaultCacheBytes, SystemMemory.bytes / threads) >> 20
    try OptionRange.check("cache-mb", cacheMb, in: 0...min(65_536, most))
  }
}

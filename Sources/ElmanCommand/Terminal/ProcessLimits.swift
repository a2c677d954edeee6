import ElmanSystem

/// What the system must allow a process (`ulimit`) for it to work.
///
/// Beyond these limits the libraries that Elman stands on have no errors: Swift's runtime traps, and its
/// threads wait for ever for others that cannot be made. So what is needed is asked for first.
enum ProcessLimits {
  /// Standard streams, those of the threads' event loop, models, corpora and outputs with their folders.
  private static let openFiles = 16
  private static let stackBytes = 256 << 10
  /// What a command takes besides large models and corpora.
  private static let bytes = 64 << 20
  /// What each of its threads takes, besides a cache.
  static let threadBytes = 64 << 20

  /// Makes sure that arguments can be parsed, and gets by with few addresses where these are limited.
  ///
  /// - Throws: `CommandError`.
  static func checkStack() throws(CommandError) {
    if let limit = ResourceLimit.stack.value, limit < stackBytes {
      throw error("a stack of \(stackBytes >> 10) KB (ulimit -s)", "\(limit >> 10) KB")
    }
    if ResourceLimit.addresses.value != nil { SystemMemory.shareHeap() }
  }

  /// Makes sure that a command can work.
  ///
  /// - Parameters:
  ///   - threads: how many threads it has besides the main one.
  ///   - threadBytes: the memory that each of them takes.
  /// - Throws: `CommandError`.
  static func check(threads: Int = 0, threadBytes: Int = threadBytes) throws(CommandError) {
    if let limit = ResourceLimit.openFiles.value, limit < openFiles {
      throw error("\(openFiles) open files (ulimit -n)", "\(limit)")
    }
    if let limit = ResourceLimit.addresses.value {
      let needed = bytes + threads * threadBytes
      guard SystemMemory.hasRoom(for: needed) else {
        throw error(
          "\(needed >> 20) MB of memory besides the program's (ulimit -v)",
          "\(limit >> 20) MB in all")
      }
    }
    if threads > 0 {
      // Those of the runtime: it works on as many as there are processors, and watches over them by two.
      let count = 2 + min(threads, SystemThreads.processorCount)
      let found = SystemThreads.available(atMost: count)
      guard found == count else {
        throw error("\(count) threads (ulimit -u, ulimit -v)", "\(found)")
      }
    }
  }

  private static func error(_ expected: String, _ found: String) -> CommandError {
    CommandError(
      "expected the system to allow \(expected), found \(found)", code: Failure.systemError)
  }
}

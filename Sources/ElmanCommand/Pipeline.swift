import ElmanCorpora

/// Reads a stream, works on it window by window, and writes the results in the order of the input.
struct Pipeline<Item: Sendable, Output: Sendable> {
  /// How many windows are worked on at a time.
  let threads: Int
  /// Whether each window's results are to be seen before the next window is read.
  let answersAtOnce: Bool
  /// Makes what one thread works with: a function of a window that gives an output for each item.
  let session: @Sendable () -> ([Item]) -> [Output]

  /// Runs to the end of the stream.
  ///
  /// - Parameters:
  ///   - windows: the stream.
  ///   - outputFile: where the results go, if not to standard output.
  ///   - write: appends an item's result to the output.
  /// - Throws: `OutputError`; why the stream ended too early, after what was read is written.
  func run(
    _ windows: consuming StreamWindows<Item>, outputFile: String? = nil,
    write: (Item, Output, inout [UInt8]) -> Void
  ) async throws {
    var results = try ResultOutput(path: outputFile)
    func finish(_ window: [Item], _ outputs: [Output]) throws(OutputError) {
      for (item, output) in zip(window, outputs) {
        write(item, output, &results.buffer)
        try results.flushIfFull()
      }
      if answersAtOnce { try results.flush() }
    }

    if threads == 1 || answersAtOnce {
      let work = session()
      while let window = windows.next() { try finish(window, work(window)) }
    } else {
      var workers = OrderedWorkers(threads: threads, session: session)
      while true {
        let window = windows.next()
        if let window { workers.start(window) }
        guard workers.isFull || window == nil else { continue }
        guard let (window, outputs) = await workers.finishFirst() else { break }
        try finish(window, outputs)
      }
    }
    try results.finish()
    if let failure = windows.failure { throw failure }
  }
}

import ElmanCorpora

/// Reads a stream, works on it window by window, and gives out the results in the order of the input.
struct Pipeline<Item: Sendable, Output: Sendable> {
  /// Whether each window's results are to be seen before the next window is read.
  let answersAtOnce: Bool
  /// Makes what one thread works with: a function of a window that gives an output for each item.
  let session: @Sendable () -> ([Item]) -> [Output]

  /// Appends an item's result to bytes.
  typealias Write = (Item, Output, inout [UInt8]) -> Void

  /// Runs to the end of the stream.
  ///
  /// - Parameters:
  ///   - windows: the stream.
  ///   - write: what makes bytes of the results.
  ///   - output: takes the next bytes; never none.
  /// - Throws: what `output` throws; why the stream ended too early, after what was read is given out.
  func run(
    _ windows: consuming StreamWindows<Item>, write: Write, output: ([UInt8]) throws -> Void
  ) throws {
    var buffer = OutputBuffer()
    let work = session()
    while let window = windows.next() {
      try finish(window, work(window), &buffer, write: write, output: output)
    }
    try buffer.flush(to: output)
    if let failure = windows.failure { throw failure }
  }

  /// Does the same in several threads.
  ///
  /// - Parameter threads: how many windows are worked on at a time.
  nonisolated(nonsending) func run(
    _ windows: consuming StreamWindows<Item>, threads: Int, write: Write,
    output: ([UInt8]) throws -> Void
  ) async throws {
    if threads == 1 || answersAtOnce { return try run(windows, write: write, output: output) }
    var buffer = OutputBuffer()
    var workers = OrderedWorkers(threads: threads, session: session)
    while true {
      let window = windows.next()
      if let window { workers.start(window) }
      guard workers.isFull || window == nil else { continue }
      guard let (window, outputs) = await workers.finishFirst() else { break }
      try finish(window, outputs, &buffer, write: write, output: output)
    }
    try buffer.flush(to: output)
    if let failure = windows.failure { throw failure }
  }

  private func finish(
    _ window: [Item], _ outputs: [Output], _ buffer: inout OutputBuffer, write: Write,
    output: ([UInt8]) throws -> Void
  ) throws {
    for (item, result) in zip(window, outputs) {
      write(item, result, &buffer.bytes)
      if buffer.isFull { try buffer.flush(to: output) }
    }
    if answersAtOnce { try buffer.flush(to: output) }
  }
}

/// Bytes that are collected before they are given out.
private struct OutputBuffer {
  private static let limit = 1 << 16

  var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(2 * Self.limit) }

  var isFull: Bool { bytes.count >= Self.limit }

  mutating func flush(to output: ([UInt8]) throws -> Void) throws {
    if bytes.isEmpty { return }
    defer { bytes.removeAll(keepingCapacity: true) }
    try output(bytes)
  }
}

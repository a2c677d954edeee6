/// Works on windows of items in several threads, and gives the results back in order.
struct OrderedWorkers<Item: Sendable, Output: Sendable>: ~Copyable {
  private let workers: [OrderedWorker<Item, Output>]
  private var running: [(window: [Item], task: Task<[Output], Never>)] = []
  private var windowCount = 0

  /// - Parameters:
  ///   - threads: how many windows are worked on at a time.
  ///   - session: makes what one thread works with: a function of a window that gives an output for
  ///     each item.
  init(threads: Int, session: @Sendable () -> ([Item]) -> [Output]) {
    workers = (0..<threads).map { _ in OrderedWorker(session) }
  }

  /// Whether each worker has a window, and another that waits.
  var isFull: Bool { running.count >= 2 * workers.count }

  /// Hands a window to a worker.
  mutating func start(_ window: [Item]) {
    let worker = workers[windowCount % workers.count]
    windowCount += 1
    // Not in the caller's turn, which may be long.
    let task = Task.detached { await worker.work(on: window) }
    running.append((window, task))
  }

  /// Waits for the window that was started first; `nil` if there is none.
  nonisolated(nonsending) mutating func finishFirst() async -> (window: [Item], outputs: [Output])?
  {
    guard !running.isEmpty else { return nil }
    let (window, task) = running.removeFirst()
    return (window, await task.value)
  }
}

/// One session, used by one thread at a time.
private actor OrderedWorker<Item: Sendable, Output: Sendable> {
  private let session: ([Item]) -> [Output]

  init(_ session: @Sendable () -> ([Item]) -> [Output]) { self.session = session() }

  func work(on window: [Item]) -> [Output] { session(window) }
}

import ElmanSystem

/// Reads the texts of all requests with the networks, those that come at the same time together.
///
/// What comes while workers are busy is the next batch, so that batches grow with the load. To wait for more was tried: up
/// to two milliseconds made batches half as large again and answered no more requests. Workers are threads of their own,
/// since tasks would block those of other requests.
package final class WorkEngine: Sendable {
  /// As many short texts as the network likes to read together.
  private static let batchCount = 32

  private let short = Monitor(WorkQueue(batchCount: batchCount))
  private let long = Monitor(WorkQueue(batchCount: 1))
  private let active = Guarded(0)
  private let limit: Int
  /// Whether the system had threads for all workers.
  package let isRunning: Bool

  /// Starts workers.
  ///
  /// - Parameters:
  ///   - threads: how many batches are worked on at a time. What takes long has one more thread.
  ///   - limit: the most requests that are worked on or wait.
  ///   - metrics: what is told of batches.
  package init(threads: Int, limit: Int, metrics: ServerMetrics) {
    self.limit = limit
    isRunning = (Array(repeating: short, count: threads) + [long]).allSatisfy { queue in
      OwnThread.start {
        let worker = Worker(metrics: metrics)
        while true {
          let batch = queue.wait { $0.takeBatch() }
          if batch.isEmpty { return }
          worker.run(batch)
        }
      }
    }
  }

  /// Takes a place for a request, if one is free; it is given back by ``leave()``.
  package func enter() -> Bool {
    active.withLock {
      guard $0 < limit else { return false }
      $0 += 1
      return true
    }
  }

  /// Gives back the place that ``enter()`` took.
  package func leave() { active.withLock { $0 -= 1 } }

  /// How many requests are worked on or wait.
  package var activeCount: Int { active.withLock { $0 } }

  /// How much waits for a worker.
  package var waitingCount: Int {
    short.withLock { $0.count } + long.withLock { $0.count }
  }

  /// Waits for the next portion of a request's answer.
  ///
  /// - Parameters:
  ///   - work: what the request wants.
  ///   - isFirst: whether it is the first portion.
  package func next(of work: any Work, isFirst: Bool) async -> Portion {
    await withCheckedContinuation { continuation in
      let queue = work.isLong ? long : short
      let isOpen = queue.withLock { queue in
        if !queue.isClosed {
          queue.add(WorkTicket(work: work, continuation: continuation), isFirst: isFirst)
        }
        return !queue.isClosed
      }
      if isOpen {
        queue.wakeOne()
      } else {
        continuation.resume(returning: Portion(problem: .shuttingDown))
      }
    }
  }

  /// Ends the workers once nothing waits any more.
  package func close() {
    for queue in [short, long] {
      queue.withLock { $0.isClosed = true }
      queue.wakeAll()
    }
  }
}

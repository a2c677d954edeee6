import Elman
import ElmanText

/// Tags windows of sentences in several threads, and gives them back in order.
struct TaggingWorkers: ~Copyable {
  private let workers: [TaggingWorker]
  private let probabilities: Bool
  private var running: [(window: [StreamSentence], task: Task<[TaggedSentence], Never>)] = []
  private var windowCount = 0

  /// - Parameters:
  ///   - threads: how many windows are tagged at a time.
  ///   - probabilities: whether the tags' probabilities are needed.
  init(_ tagger: Tagger, threads: Int, batchSize: Int, probabilities: Bool) {
    workers = (0..<threads).map { _ in TaggingWorker(tagger, batchSize: batchSize) }
    self.probabilities = probabilities
  }

  /// Whether each worker has a window, and another that waits.
  var isFull: Bool { running.count >= 2 * workers.count }

  /// Hands a window to a worker.
  mutating func start(_ window: [StreamSentence]) {
    let worker = workers[windowCount % workers.count]
    windowCount += 1
    let sentences = window.map(\.sentence)
    let probabilities = probabilities
    // Not in the caller's turn, which may be long.
    let task = Task.detached { await worker.tag(sentences, probabilities: probabilities) }
    running.append((window, task))
  }

  /// Waits for the window that was started first; `nil` if there is none.
  mutating func finishFirst() async -> (window: [StreamSentence], tags: [TaggedSentence])? {
    guard !running.isEmpty else { return nil }
    let (window, task) = running.removeFirst()
    return (window, await task.value)
  }
}

/// One session of a tagger, used by one thread at a time.
private actor TaggingWorker {
  private let session: TaggerSession

  init(_ tagger: Tagger, batchSize: Int) {
    session = TaggerSession(tagger, batchSize: batchSize)
  }

  func tag(_ sentences: [Sentence], probabilities: Bool) -> [TaggedSentence] {
    session.tag(sentences, probabilities: probabilities)
  }
}

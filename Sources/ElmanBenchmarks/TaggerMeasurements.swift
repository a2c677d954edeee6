import Elman
import ElmanText
import ElmanTraining

/// The speed of training and of tagging with a whole tagger.
struct TaggerMeasurements {
  let tagger: Tagger
  let stopwatch: Stopwatch

  /// The words a second of each epoch of training on a corpus.
  func training(_ corpus: TaggedCorpus, epochs: Int, threads: Int = 1) async throws -> [Double] {
    var training = TrainingConfiguration()
    training.epochs = epochs
    var speeds: [Double] = []
    _ = try await TaggerTrainer(TaggerConfiguration(), training).train(
      on: corpus, dev: corpus.prefix(1), threads: threads,
      observe: { if case .epoch(let report) = $0 { speeds.append(report.wordsPerSecond) } })
    return speeds
  }

  /// The words a second of tagging sentences whose tokens are given, with a cache that is empty at
  /// first.
  func tagging(_ sentences: [Sentence], batch: Int) -> Double {
    let words = sentences.reduce(0) { $0 + $1.tokens.count }
    return Double(words)
      / stopwatch.median { _ = TaggerSession(tagger, batchSize: batch).tag(sentences) }
  }

  /// The words a second from text to CoNLL-U.
  ///
  /// - Parameter isKnown: whether the cache knows the words already.
  func text(_ text: [UInt8], batch: Int, isKnown: Bool = false) -> Double {
    let tagging = TextTagging(tagger)
    let words = tagging.sentences(text).reduce(0) { $0 + $1.tokens.count }
    let session = TaggerSession(tagger, batchSize: batch)
    return Double(words)
      / stopwatch.median {
        _ = tagging.run(text, isKnown ? session : TaggerSession(tagger, batchSize: batch))
      }
  }

  /// The words a second of tagging sentences with several threads, window by window.
  func tagging(_ sentences: [Sentence], threads: Int) async -> Double {
    let windows = TextTagging(tagger).windows(sentences)
    let words = sentences.reduce(0) { $0 + $1.tokens.count }
    let clock = ContinuousClock()
    var speeds: [Double] = []
    for _ in 0..<5 {
      let start = clock.now
      await withTaskGroup(of: Void.self) { group in
        for thread in 0..<threads {
          group.addTask { [tagger] in
            let session = TaggerSession(tagger)
            for index in stride(from: thread, to: windows.count, by: threads) {
              _ = session.tag(windows[index])
            }
          }
        }
      }
      speeds.append(Double(words) / (start.duration(to: clock.now) / .seconds(1)))
    }
    return speeds.median
  }
}

import Elman
import ElmanText
import ElmanEvaluation
import ElmanTraining

/// The speed of training and of tagging with a whole tagger.
struct TaggerMeasurements {
  let tagger: Tagger
  let stopwatch: Stopwatch

  /// The words a second of each epoch of training on a corpus, by the time of the processor; if
  /// a number of threads is given, by the time on the wall.
  func training(_ corpus: TaggedCorpus, epochs: Int, threads: Int? = nil) async throws -> [Double] {
    var training = TrainingConfiguration()
    training.epochs = epochs
    var speeds: [Double] = []
    var start = Stopwatch.now
    _ = try await TaggerTrainer(TaggerConfiguration(), training).train(
      on: corpus, dev: corpus.prefix(1), threads: threads ?? 1,
      observe: { progress in
        switch progress {
        case .started: start = Stopwatch.now
        case .epoch(let report):
          let seconds = Stopwatch.now - start
          speeds.append(
            threads == nil ? Double(corpus.wordCount) / seconds : report.wordsPerSecond)
          start = Stopwatch.now
        default: break
        }
      })
    return speeds
  }

  /// The words a second of tagging sentences whose tokens are given, with a cache that is empty at
  /// first.
  func tagging(_ sentences: [Sentence], batch: Int) -> Double {
    let windows = TextTagging(tagger).windows(sentences)
    var session = TaggerSession(tagger, batchSize: batch)
    let seconds = stopwatch.median(
      ofParts: windows.count, prepare: { session = TaggerSession(tagger, batchSize: batch) },
      { _ = session.tag(windows[$0]) })
    return words(sentences) / seconds
  }

  /// The words a second from text to CoNLL-U.
  ///
  /// - Parameter isKnown: whether the cache knows the words already, or is empty at first.
  func text(_ text: [UInt8], batch: Int, isKnown: Bool = false) -> Double {
    let tagging = TextTagging(tagger)
    let sentences = tagging.sentences(text)
    let texts = tagging.windows(sentences).map { $0.flatMap(\.text) }
    var session = TaggerSession(tagger, batchSize: batch)
    let seconds = stopwatch.median(
      ofParts: texts.count,
      prepare: { if !isKnown { session = TaggerSession(tagger, batchSize: batch) } },
      { _ = tagging.run(texts[$0], session) })
    return words(sentences) / seconds
  }

  private func words(_ sentences: [Sentence]) -> Double {
    Double(sentences.reduce(0) { $0 + $1.words.count })
  }

  /// The words a second of tagging sentences with several threads, window by window.
  func tagging(_ sentences: [Sentence], threads: Int) async -> Double {
    let windows = TextTagging(tagger).windows(sentences)
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
      speeds.append(words(sentences) / (start.duration(to: clock.now) / .seconds(1)))
    }
    return speeds.median
  }
}

import Elman

/// Tagging sentences whose tokens are given.
struct TaggingCase: BenchmarkCase {
  static let name = "tagging"
  static let summary = "tagging sentences whose tokens are given"

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    let tagger = try options.tagger()
    let text = try BenchmarkText()
    return [1, 8, 32, 128].map { batchSize in
      let session = TaggerSession(tagger, batchSize: batchSize)
      let labels = stopwatch.median { _ = session.tag(text.sentences) }
      let both = stopwatch.median { _ = session.tag(text.sentences, probabilities: true) }
      return Row().with("text", text.name).with("batch", Double(batchSize), digits: 0)
        .with("words/s", Double(text.wordCount) / labels, digits: 0)
        .with("with probabilities words/s", Double(text.wordCount) / both, digits: 0)
    }
  }
}

import Elman
import ElmanEnglishSentiment
import ElmanText

/// Classifying texts: tokens, network and probabilities.
struct ClassifyingCase: BenchmarkCase {
  static let name = "classifying"
  static let summary = "classifying sentences, from text to probabilities"

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    let classifier = try Classifier(.englishSentiment)
    let text = try BenchmarkText()
    return [1, 8, 64].map { batchSize in
      let session = ClassifierSession(classifier, batchSize: batchSize)
      let seconds = stopwatch.median {
        _ = session.classify(text.sentences.map { classifier.document($0.text) })
      }
      return Row().with("text", text.name).with("batch", Double(batchSize), digits: 0)
        .with("texts/s", Double(text.sentences.count) / seconds, digits: 0)
        .with("words/s", Double(text.wordCount) / seconds, digits: 0)
    }
  }
}

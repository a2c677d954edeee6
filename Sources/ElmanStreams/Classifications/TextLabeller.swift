import Elman
import ElmanText

/// What gives texts of a stream their labels.
package protocol TextLabeller: Sendable {
  /// All labels, in the order of probabilities.
  var resultLabels: [String] { get }

  /// What one thread works with.
  ///
  /// - Parameters:
  ///   - batchSize: the most texts that go through the network together.
  ///   - cacheBytes: the memory for what is known of frequent words.
  ///   - explains: whether it is told how much each word weighed.
  func session(
    batchSize: Int, cacheBytes: Int, explains: Bool
  ) -> ([StreamText]) -> [ClassifiedText]
}

extension Classifier: TextLabeller {
  package var resultLabels: [String] { labels.labels }

  package func session(
    batchSize: Int, cacheBytes: Int, explains: Bool
  ) -> ([StreamText]) -> [ClassifiedText] {
    let session = ClassifierSession(self, batchSize: batchSize, cacheBytes: cacheBytes)
    return { window in
      let documents = window.map { self.document($0.masked ?? $0.bytes) }
      return zip(documents, session.classify(documents, tokenWeights: explains)).map {
        ClassifiedText(document: $0, result: $1)
      }
    }
  }
}

extension LanguageIdentifier: TextLabeller {
  package var resultLabels: [String] { labels.labels }

  package func session(
    batchSize: Int, cacheBytes: Int, explains: Bool
  ) -> ([StreamText]) -> [ClassifiedText] {
    let session = IdentifierSession(self, cacheBytes: cacheBytes)
    // Words are not told apart here as a classifier does.
    let document = Document(text: [], windowSize: 1)
    return { window in
      session.identify(window.map { ($0.masked ?? $0.bytes)[...] }).map {
        ClassifiedText(document: document, result: $0)
      }
    }
  }
}

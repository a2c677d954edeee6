import ElmanEvaluation
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The corpora that are measured on: those of the English Web Treebank where they are found, else the
/// samples.
enum BenchmarkCorpus {
  /// The path of a part, such as `dev`, and the name of the corpus.
  static func file(_ part: String) -> (name: String, path: String) {
    let folders =
      [ProcessInfo.processInfo.environment["ELMAN_CORPORA"], "Corpora"].compactMap { $0 }
    for folder in folders {
      let path = "\(folder)/ud-english-ewt/\(part).conllu"
      if FileManager.default.fileExists(atPath: path) { return ("EWT \(part)", path) }
    }
    return ("sample", "Corpora/samples/english-\(part).conllu")
  }

  /// The training part.
  static var train: TaggedCorpus {
    get throws { try TaggedCorpus(path: file("train").path, column: .upos) }
  }

  /// The dev part.
  static var dev: TaggedCorpus {
    get throws { try TaggedCorpus(path: file("dev").path, column: .upos) }
  }
}

extension TaggedCorpus {
  /// The first sentences.
  func prefix(_ count: Int) -> TaggedCorpus {
    TaggedCorpus(
      path: path, hash: hash, sentences: Array(sentences.prefix(count)),
      labels: labels.mapValues { Array($0.prefix(count)) })
  }
}

import ElmanCorpora
import ElmanText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sentences that text is measured on.
struct BenchmarkText {
  /// What the sentences are from.
  let name: String
  /// Sentences with their tokens as annotated.
  let sentences: [Sentence]

  /// The treebank's dev part if there, else the sample corpus.
  init() throws(CorpusError) {
    var candidates: [(String, String)] = []
    if let folder = ProcessInfo.processInfo.environment["ELMAN_CORPORA"] {
      candidates.append(("EWT dev", "\(folder)/ud-english-ewt/dev.conllu"))
    }
    candidates.append(("EWT dev", "Corpora/ud-english-ewt/dev.conllu"))
    candidates.append(("sample", "Corpora/samples/english-train.conllu"))
    let found = candidates.first { FileManager.default.fileExists(atPath: $0.1) }
    let (name, path) = found ?? candidates[candidates.count - 1]
    var sentences: [Sentence] = []
    let reader = ConlluReader(try ByteSource(path: path))
    while let sentence = try reader.nextSentence() { sentences.append(sentence) }
    self.name = name
    self.sentences = sentences
  }

  /// The number of tokens.
  var tokenCount: Int { sentences.reduce(0) { $0 + $1.tokens.count } }

  /// The text of the sentences, at least so many bytes of it.
  func bytes(atLeast count: Int) -> [UInt8] {
    let once = sentences.flatMap(\.text)
    var bytes: [UInt8] = []
    while bytes.count < count && !once.isEmpty { bytes += once }
    return bytes
  }
}

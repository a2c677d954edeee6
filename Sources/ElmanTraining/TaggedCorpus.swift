import Elman
import ElmanCorpora
import ElmanText

/// Sentences with a gold label for each token, read from a CoNLL-U file.
public struct TaggedCorpus: Sendable {
  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed.
  public let hash: String
  /// The sentences, none of them empty.
  public let sentences: [Sentence]
  /// For each sentence the labels of its tokens.
  public let labels: [[String]]

  /// The number of tokens.
  public var tokenCount: Int { sentences.reduce(0) { $0 + $1.tokens.count } }

  /// Puts a corpus together.
  public init(path: String, hash: String, sentences: [Sentence], labels: [[String]]) {
    precondition(sentences.count == labels.count)
    self.path = path
    self.hash = hash
    self.sentences = sentences
    self.labels = labels
  }

  /// Reads a file.
  ///
  /// - Throws: `TrainingError.corpus` for a file that cannot be read, `noSentences`, and `noLabels`
  ///   where the column is empty throughout.
  public init(path: String, column: TagColumn) throws(TrainingError) {
    var sentences: [Sentence] = []
    var labels: [[String]] = []
    let source: ByteSource
    do throws(CorpusError) {
      source = try ByteSource(path: path, hashing: true)
      let reader = ConlluReader(source)
      while let sentence = try reader.next() {
        guard sentence.wordCount > 0 else { continue }
        sentences.append(sentence.sentence())
        labels.append(sentence.words.map { $0[column.conllu] })
      }
    } catch { throw .corpus(error) }
    guard !sentences.isEmpty else { throw .noSentences(path: path) }
    guard labels.contains(where: { $0.contains { $0 != "_" } }) else {
      throw .noLabels(path: path, column: column)
    }
    self.init(
      path: path, hash: source.hash?.hexadecimal() ?? "", sentences: sentences, labels: labels)
  }
}

extension TagColumn {
  /// The column of a CoNLL-U file.
  public var conllu: ConlluColumn {
    switch self {
    case .upos: .upos
    case .xpos: .xpos
    }
  }
}

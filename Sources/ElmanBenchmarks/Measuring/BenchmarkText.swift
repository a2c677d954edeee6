import ElmanCorpora
import ElmanText

/// The sentences that text is measured on.
struct BenchmarkText {
  /// What the sentences are from.
  let name: String
  /// Sentences with their tokens as annotated, none of them empty.
  let sentences: [Sentence]

  /// A part of the treebank if it is there, else of the sample corpus.
  init(_ part: String = "dev") throws(CorpusError) {
    let (name, path) = BenchmarkCorpus.file(part)
    var sentences: [Sentence] = []
    let reader = ConlluReader(try ByteSource(path: path))
    while let sentence = try reader.nextSentence() {
      if !sentence.words.isEmpty { sentences.append(sentence) }
    }
    self.name = name
    self.sentences = sentences
  }

  /// The number of tokens.
  var wordCount: Int { sentences.reduce(0) { $0 + $1.words.count } }

  /// The text of the sentences.
  var bytes: [UInt8] { sentences.flatMap(\.text) }

  /// The text of the sentences, again and again, at least so many bytes of it.
  func bytes(atLeast count: Int) -> [UInt8] {
    let once = bytes
    var bytes: [UInt8] = []
    while bytes.count < count && !once.isEmpty { bytes += once }
    return bytes
  }
}

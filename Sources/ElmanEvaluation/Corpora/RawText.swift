import Elman
import ElmanCorpora
import ElmanText

/// A text without labels, cut into sentences and words.
public struct RawText: Sendable {
  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed.
  public let hash: String
  /// The sentences, none of them shorter than two words.
  package private(set) var sentences: SentenceForms
  /// The number of words.
  public private(set) var wordCount: Int
  /// The byte offset of the first bytes that are not UTF-8 and were replaced by U+FFFD, if there were
  /// any.
  public let firstFault: Int?

  /// Reads a file, piece by piece.
  ///
  /// - Parameters:
  ///   - path: the file, in UTF-8, may be gzipped.
  ///   - tokenizer: what cuts the text; the rules of `SentenceTokenizer` without it.
  ///   - windowSize: the most words of a sentence; a longer one is cut.
  /// - Throws: what `ByteSource` throws; `noExamples` for a text without a sentence of two words.
  public init(
    path: String, tokenizer: LearnedTokenizer?, windowSize: Int
  ) throws(CorpusError) {
    precondition(windowSize >= 2, "sentences of \(windowSize) words")
    var forms = SentenceForms()
    var wordCount = 0
    let source = try ByteSource(path: path, hashing: true)
    let reader = TextReader(
      source, tokenizer: tokenizer.map { LearnedTokenizerSession($0) } ?? SentenceTokenizer(),
      illFormedText: .replace)
    while let sentence = try reader.nextSentence() {
      let count = sentence.words.count
      for start in stride(from: 0, to: count, by: windowSize) where count - start >= 2 {
        let tokens = start..<min(start + windowSize, count)
        forms.append(sentence, tokens: tokens)
        wordCount += tokens.count
      }
    }
    guard !forms.sentences.isEmpty else { throw .noExamples(path: path, of: "sentence") }
    hash = source.hash?.hexadecimal() ?? ""
    firstFault = reader.firstRepair?.byteOffset
    self.path = path
    self.wordCount = wordCount
    sentences = forms
  }

  /// Divides a text: the last sentences are the second part, since neighbours tell of each other.
  ///
  /// - Parameter share: that of the second part, which has at least one sentence, as has the first of several.
  package func divided(share: Double) -> (RawText, RawText) {
    let count = sentences.sentences.count
    let kept = max(1, min(count - 1, Int((Double(count) * share).rounded())))
    return (part(0..<max(1, count - kept)), part(count - kept..<count))
  }

  private func part(_ range: Range<Int>) -> RawText {
    var part = self
    part.sentences = sentences.part(range)
    part.wordCount = part.sentences.sentences.reduce(0) { $0 + $1.count }
    return part
  }
}

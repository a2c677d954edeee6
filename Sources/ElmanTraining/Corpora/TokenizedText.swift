import Elman
import ElmanCorpora
import ElmanText

/// A text with its gold tokens and sentences, read from a CoNLL-U file.
public struct TokenizedText: Sendable {
  /// A token of the text.
  public struct Token: Sendable, Hashable {
    /// Its bytes in the text.
    public let range: Range<Int>
    /// Whether a sentence ends with it.
    public let endsSentence: Bool
    /// Whether it stands for several words.
    public let isMultiword: Bool
  }

  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed.
  public let hash: String
  /// The text, as `RunningText` makes it of the sentences.
  public let text: [UInt8]
  /// The tokens in the order of the text.
  public let tokens: [Token]
  /// How multiword tokens are split.
  public let multiwords: MultiwordSplitter
  /// The number of sentences.
  public let sentenceCount: Int

  /// Reads a file.
  ///
  /// - Throws: `TrainingError.corpus` for a file that cannot be read, and `noSentences`.
  public init(path: String) throws(TrainingError) {
    let source: ByteSource
    do throws(CorpusError) { source = try ByteSource(path: path, hashing: true) } catch {
      throw .corpus(error)
    }
    var sentences: [ConlluSentence] = []
    do throws(CorpusError) {
      let reader = ConlluReader(source)
      while let sentence = try reader.next() { sentences.append(sentence) }
    } catch { throw .corpus(error) }
    self.init(path: path, hash: source.hash?.hexadecimal() ?? "", sentences: sentences)
    guard sentenceCount > 0 else { throw .noSentences(path: path) }
  }

  /// Puts a text together.
  init(path: String, hash: String, sentences: [ConlluSentence]) {
    var text = RunningText()
    var tokens: [Token] = []
    var sentenceCount = 0
    for sentence in sentences where sentence.wordCount > 0 {
      text.append(sentence)
      let (own, ranges) = sentence.originalTokens
      let lower = text.bytes.count - own.count
      for (index, token) in ranges.enumerated() {
        tokens.append(
          Token(
            range: lower + token.range.lowerBound..<lower + token.range.upperBound,
            endsSentence: index == ranges.count - 1, isMultiword: token.isMultiword))
      }
      sentenceCount += 1
    }
    self.path = path
    self.hash = hash
    self.text = text.bytes
    self.tokens = tokens
    self.sentenceCount = sentenceCount
    multiwords = MultiwordSplitter(
      learningFrom: sentences.lazy.map { $0.sentence(isPlaced: false) })
  }

  /// The text's units, and for each the number of its label in `TokenizerNetwork.labels`.
  ///
  /// A token's end inside a unit counts as the unit's end.
  func labelledUnits(
    _ pieces: CharacterPieces? = nil
  ) -> (units: CharacterUnits, labels: [Int32]) {
    var stream = CharacterStream(pieces: pieces)
    text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    let units = stream.units
    var labels = [Int32](repeating: 0, count: units.count)
    var unit = 0
    for token in tokens {
      while units.ends[unit] < token.range.upperBound { unit += 1 }
      labels[unit] = 1 + (token.endsSentence ? 1 : 0) + (token.isMultiword ? 2 : 0)
    }
    return (units, labels)
  }

  /// Whether more than a few tokens hold white space.
  var hasSpacesInTokens: Bool {
    let count = tokens.count { token in
      text[token.range].contains(0x20) || text[token.range].contains(0xA0)
    }
    return count > tokens.count / 1_000
  }
}

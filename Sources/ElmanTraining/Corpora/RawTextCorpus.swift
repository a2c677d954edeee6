import Elman
import ElmanCorpora
import ElmanText

/// A gold annotation and the raw text that it is of, for scoring what starts from the text.
public struct RawTextCorpus: Sendable {
  /// The gold annotation.
  public let gold: AnnotatedText
  /// The text, as `RunningText` makes it of the sentences.
  public let text: [UInt8]

  /// The path that it was read from.
  public var path: String { gold.path }

  /// Reads a CoNLL-U file.
  ///
  /// - Throws: `TrainingError.corpus` for a file that cannot be read, and `noSentences`.
  public init(path: String) throws(TrainingError) {
    var gold = AnnotatedText(path: path)
    var text = RunningText()
    do throws(CorpusError) {
      let reader = ConlluReader(try ByteSource(path: path))
      while let sentence = try reader.next() {
        gold.append(sentence)
        text.append(sentence)
      }
    } catch { throw .corpus(error) }
    guard gold.sentenceCount > 0 else { throw .noSentences(path: path) }
    self.gold = gold
    self.text = text.bytes
  }

  /// Scores the sentences that a tokenizer made of the text.
  ///
  /// - Throws: `differentTexts` if the sentences are not those of the text.
  public func score(_ sentences: [Sentence]) throws(RawTextScoreError) -> RawTextScore {
    var formatter = ConlluFormatter()
    var system = AnnotatedText(path: Self.system)
    for sentence in sentences {
      if let block = formatter.format(sentence) { system.append(block) }
    }
    return try RawTextScore(gold: gold, system: system)
  }

  /// Scores tagged sentences of the text, in all columns of CoNLL-U that they have.
  ///
  /// - Throws: `differentTexts` if the sentences are not those of the text.
  public func score(_ sentences: [TaggedSentence]) throws(RawTextScoreError) -> RawTextScore {
    var formatter = ConlluFormatter()
    var system = AnnotatedText(path: Self.system)
    for tagged in sentences {
      let columns = tagged.columns.map(\.column.conllu)
      let block = formatter.format(tagged.sentence) { word, column in
        columns.firstIndex(of: column).map { Array(tagged.label(word, at: $0).utf8)[...] } ?? []
      }
      if let block { system.append(block) }
    }
    return try RawTextScore(gold: gold, system: system)
  }

  private static let system = "the model's output"
}

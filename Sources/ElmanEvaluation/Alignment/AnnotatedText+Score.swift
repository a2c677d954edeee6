import Elman
import ElmanCorpora
import ElmanText

extension AnnotatedText {
  /// Scores the sentences that a tokenizer made of the text.
  ///
  /// - Throws: `CorpusError.differentTexts` if the sentences are not those of the text.
  public func score(_ sentences: [Sentence]) throws(CorpusError) -> RawTextScore {
    var formatter = ConlluFormatter()
    return try score(sentences.compactMap { formatter.format($0) })
  }

  /// Scores tagged sentences of the text, in all columns of CoNLL-U that they have.
  ///
  /// - Throws: `CorpusError.differentTexts` if the sentences are not those of the text.
  public func score(_ sentences: [TaggedSentence]) throws(CorpusError) -> RawTextScore {
    var formatter = ConlluFormatter()
    return try score(
      sentences.compactMap { tagged in
        let columns = tagged.columns.map(\.column.conllu)
        return formatter.format(tagged.sentence) { word, column in
          if column == .head, tagged.hasTree {
            return Array("\(tagged.head(of: word).map { $0 + 1 } ?? 0)".utf8)[...]
          }
          return columns.firstIndex(of: column).map { Array(tagged.label(word, at: $0).utf8)[...] }
            ?? []
        }
      })
  }

  private func score(_ sentences: [ConlluSentence]) throws(CorpusError) -> RawTextScore {
    try RawTextScore(
      gold: self, system: AnnotatedText(path: "the model's output", sentences: sentences))
  }
}

import ElmanCorpora

extension InputFormat {
  /// CoNLL-U.
  public static let conllu = InputFormat(
    name: "conllu", help: "CoNLL-U; all but the tagged columns stays byte for byte", isText: false,
    hasSentenceALine: false
  ) { ConlluReader($0, illFormedText: $1.illFormedText) }
}

extension ConlluReader: StreamReader {
  func nextItem() throws(CorpusError) -> StreamSentence? {
    guard let block = try next() else { return nil }
    return StreamSentence(sentence: block.sentence(), block: block)
  }
}

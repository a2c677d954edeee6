import ElmanCorpora

/// The readers of words that are told apart.
enum WordReaders: CaseIterable {
  case horizontal, vertical, conllu

  func reader(_ source: ByteSource) -> any SentenceReader {
    switch self {
    case .horizontal: HorizontalReader(source)
    case .vertical: VerticalReader(source)
    case .conllu: ConlluReader(source)
    }
  }
}

import ElmanText

/// Reads the labels of spans out of the MISC column of CoNLL-U, `NER=B-PER`.
///
/// A word without the attribute has the label `O`.
public final class ConlluSpansReader: LabelledSentenceReader {
  /// The name of the input that errors show.
  public var path: String { reader.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { reader.firstRepair }

  private let reader: ConlluReader
  private let attribute: String
  private var position = TextAccumulator()

  /// Creates a reader of CoNLL-U.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - attribute: what stands before the `=`.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - malformedLines: what to do with a line that is not CoNLL-U.
  public init(
    _ source: ByteSource, attribute: String = "NER", illFormedText: IllFormedText = .reject,
    malformedLines: MalformedLines = .reject
  ) {
    reader = ConlluReader(
      source, illFormedText: illFormedText, malformedLines: malformedLines)
    self.attribute = attribute
  }

  /// Reads the next sentence that has words.
  ///
  /// - Throws: what ``ConlluReader/next()`` throws.
  public func next() throws(CorpusError) -> LabelledSentence? {
    while let block = try reader.next() {
      guard block.wordCount > 0 else { continue }
      return LabelledSentence(
        sentence: position.place(block.sentence(isPlaced: false)),
        labels: block.spanLabels(attribute: attribute),
        lines: (0..<block.wordCount).map(block.line(ofWord:)), id: block.sentenceID)
    }
    return nil
  }
}

extension LabelledSentenceFormat {
  /// CoNLL-U with `NER=B-PER` in MISC.
  public static let conllu = LabelledSentenceFormat(
    name: "conllu", help: "CoNLL-U", endsWithBlankLine: true, ending: ".conllu",
    isStart: { $0.isNumbered { $0.fields.count == 10 } }
  ) { ConlluSpansReader($0, illFormedText: $1, malformedLines: $2) }
}

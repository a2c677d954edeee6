import ElmanText

/// Reads a word a line, with a blank line after each sentence.
///
/// The word ends at the first tab; what follows the tab is left aside. As nothing tells how the words
/// stood in the text, each is followed by one space there, and positions count in that text. A
/// sentence of more than ``SentenceFormat/maximumSentenceBytes`` gives several.
public final class VerticalReader: SentenceReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  /// Where a sentence was first cut.
  public private(set) var firstCutLine: Int?

  private let lines: LineReader
  private var line: [UInt8] = []
  private var position = TextAccumulator()
  private var isAtStart = true
  /// Whether the line that is being read had its tab already.
  private var isPastWord = false

  /// Creates a reader of words on lines.
  public init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    lines = LineReader(
      source, illFormedText: illFormedText, maximumBytes: SentenceFormat.maximumSentenceBytes)
  }

  /// Reads the words up to the next blank line; several blank lines count as one.
  ///
  /// - Returns: the sentence, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that begins with a tab or is not UTF-8.
  public func nextSentence() throws(CorpusError) -> Sentence? {
    var sentence = Sentence(text: [], tokens: [], startsParagraph: isAtStart)
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { break }
      let content = line[read.content]
      if content.isEmpty, !read.isContinuation {
        if sentence.tokens.isEmpty { continue }
        break
      }
      try append(content, of: read, to: &sentence)
      if sentence.text.count >= SentenceFormat.maximumSentenceBytes {
        if firstCutLine == nil { firstCutLine = read.number }
        break
      }
    }
    guard !sentence.tokens.isEmpty else { return nil }
    isAtStart = false
    return position.place(sentence)
  }

  /// Appends the word of a line or of a piece of one.
  private func append(
    _ content: ArraySlice<UInt8>, of line: Line, to sentence: inout Sentence
  ) throws(CorpusError) {
    if line.isContinuation {
      if isPastWord { return }
    } else {
      isPastWord = false
    }
    let word = content.prefix { $0 != 0x09 }
    isPastWord = word.count < content.count
    guard !word.isEmpty else {
      if line.isContinuation { return }
      throw .malformed(
        path: path, line: line.number, expected: "a word in the first column", found: "a tab")
    }
    let start = sentence.text.count
    let endsWord = isPastWord || !line.isCut
    sentence.text.append(contentsOf: word)
    sentence.tokens.append(Token(range: start..<sentence.text.count, spaceAfter: endsWord))
    if endsWord { sentence.text.append(0x20) }
  }
}

extension Sentence {
  /// Appends a word a line and a blank line.
  ///
  /// A tab or a line break inside a word becomes a space. A sentence without tokens gives nothing.
  public func writeVertical(to output: inout [UInt8]) {
    guard !tokens.isEmpty else { return }
    for index in tokens.indices {
      for byte in bytes(index) {
        output.append(byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : byte)
      }
      output.append(0x0A)
    }
    output.append(0x0A)
  }
}

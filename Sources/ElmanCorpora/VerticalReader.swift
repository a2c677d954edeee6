import ElmanText

/// Reads a word a line, with a blank line after each sentence.
///
/// The word ends at the first tab; what follows the tab is left aside. As nothing tells how the words
/// stood in the text, each is followed by one space there, and positions count in that text.
public final class VerticalReader: SentenceReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private var line: [UInt8] = []
  private var position = TextAccumulator()
  private var isAtStart = true

  /// Creates a reader of words on lines.
  public init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    lines = LineReader(source, illFormedText: illFormedText)
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
      if content.isEmpty {
        if sentence.tokens.isEmpty { continue }
        break
      }
      let word = content.prefix { $0 != 0x09 }
      guard !word.isEmpty else {
        throw .malformed(
          path: path, line: read.number, expected: "a word in the first column", found: "a tab")
      }
      let start = sentence.text.count
      sentence.text.append(contentsOf: word)
      sentence.tokens.append(Token(range: start..<sentence.text.count, spaceAfter: true))
      sentence.text.append(0x20)
    }
    guard !sentence.tokens.isEmpty else { return nil }
    isAtStart = false
    return position.place(sentence)
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

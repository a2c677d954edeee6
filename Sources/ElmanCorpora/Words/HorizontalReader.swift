import ElmanText

/// Reads a sentence a line, its words separated by spaces or tabs.
///
/// Several spaces count as one. A no-break space (U+00A0) belongs to the word and stands there for a
/// space inside it. A blank line begins a paragraph. The texts of all sentences together are the
/// input, but for a byte-order mark. A line of more than ``SentenceLimits/maximumBytes`` gives
/// several sentences.
package final class HorizontalReader: SentenceReader {
  /// The name of the input that errors show.
  package var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package var firstRepair: TextRepair? { lines.firstRepair }

  /// The first line that was cut.
  package var firstCutLine: Int? { lines.firstCutLine }

  /// Whether the last line was cut, and goes on in the next sentence.
  package private(set) var isInsideLine = false

  private let lines: LineReader
  private let keepsBlankLines: Bool
  private var position = TextAccumulator()
  private var startsParagraph = true

  /// Creates a reader of lines of words.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - keepsBlankLines: whether a blank line is a sentence without tokens; otherwise it is a part of the
  ///     next one's text.
  package init(
    _ source: ByteSource, illFormedText: IllFormedText = .reject, keepsBlankLines: Bool = false
  ) {
    self.keepsBlankLines = keepsBlankLines
    lines = LineReader(
      source, illFormedText: illFormedText, maximumBytes: SentenceLimits.maximumBytes)
  }

  /// Reads the next line that has words; the blank lines before it are part of its text, unless they are
  /// kept.
  ///
  /// - Returns: the sentence; one without tokens for blank lines at the end of the input, or for as
  ///   many of them as are read as one; `nil` when nothing is left.
  /// - Throws: what the source throws; `malformed` for text that is not UTF-8.
  package func nextSentence() throws(CorpusError) -> Sentence? {
    var text: [UInt8] = []
    var tokens: [Word] = []
    while tokens.isEmpty, text.count < SentenceLimits.maximumBytes,
      let line = try lines.next(appendingTo: &text)
    {
      let mark = line.content.lowerBound - line.range.lowerBound
      position.skip(text[line.range.lowerBound..<line.content.lowerBound])
      text.removeSubrange(line.range.lowerBound..<line.content.lowerBound)
      let content = line.content.lowerBound - mark..<line.content.upperBound - mark
      Self.appendTokens(of: text, in: content, to: &tokens)
      if tokens.isEmpty, !line.isContinuation { startsParagraph = true }
      isInsideLine = line.isCut
      if keepsBlankLines { break }
    }
    guard !text.isEmpty else { return nil }
    defer { if !tokens.isEmpty { startsParagraph = false } }
    return position.place(Sentence(text: text, words: tokens, startsParagraph: startsParagraph))
  }

  private static func appendTokens(
    of text: [UInt8], in content: Range<Int>, to tokens: inout [Word]
  ) {
    var start = content.lowerBound
    for index in content where text[index] == 0x20 || text[index] == 0x09 {
      if index > start { tokens.append(Word(range: start..<index, spaceAfter: true)) }
      start = index + 1
    }
    if start < content.upperBound {
      let spaceAfter = content.upperBound < text.count
      tokens.append(Word(range: start..<content.upperBound, spaceAfter: spaceAfter))
    }
  }
}

import ElmanText

/// Reads a word a line, with a blank line after each sentence.
///
/// The word ends at the first tab; what follows the tab is left aside. As nothing tells how the words
/// stood in the text, each is followed by one space there; `Sentence.places` tell where they stand in the
/// input. A sentence of more than ``SentenceLimits/maximumBytes`` gives several.
package final class VerticalReader: SentenceReader {
  /// The name of the input that errors show.
  package var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package var firstRepair: TextRepair? { lines.firstRepair }

  /// Where a sentence was first cut.
  package private(set) var firstCutLine: Int?

  /// Whether the last sentence was cut, and goes on in the next.
  package private(set) var isInsideLine = false

  private let lines: LineReader
  /// The line that was read last, where it starts and where it ends.
  private var line: [UInt8] = []
  private var (lineStart, position) = (TextPosition(), TextPosition())
  /// The word with which a sentence that was cut goes on.
  private var held: (word: Range<Int>, endsWord: Bool)?
  private var isAtStart = true
  /// Whether the line that is being read had its tab already.
  private var isPastWord = false

  /// Creates a reader of words on lines.
  package init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    lines = LineReader(
      source, illFormedText: illFormedText, maximumBytes: SentenceLimits.maximumBytes)
  }

  /// Reads the words up to the next blank line; several blank lines count as one.
  ///
  /// - Returns: the sentence, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line that begins with a tab or is not UTF-8.
  package func nextSentence() throws(CorpusError) -> Sentence? {
    var sentence = Sentence(text: [], words: [], startsParagraph: isAtStart)
    var number = 0
    if let (word, endsWord) = held { append(word, endsWord, to: &sentence) }
    held = nil
    isInsideLine = false
    while let read = try nextLine() {
      if read.content.isEmpty, !read.isContinuation {
        if sentence.words.isEmpty { continue }
        break
      }
      guard let word = try word(of: read) else { continue }
      let endsWord = isPastWord || !read.isCut
      if sentence.text.count >= SentenceLimits.maximumBytes {
        if firstCutLine == nil { firstCutLine = number }
        (held, isInsideLine) = ((word, endsWord), true)
        break
      }
      append(word, endsWord, to: &sentence)
      number = read.number
    }
    guard let first = sentence.places.first else { return nil }
    isAtStart = false
    sentence.start = first.lowerBound
    return sentence
  }

  private func nextLine() throws(CorpusError) -> Line? {
    line.removeAll(keepingCapacity: true)
    let next = try lines.next(appendingTo: &line)
    lineStart = position
    position = position.advanced(over: line[...])
    return next
  }

  /// The word of a line, or the piece of one that a piece of a line holds; `nil` for a piece without.
  private func word(of read: Line) throws(CorpusError) -> Range<Int>? {
    if read.isContinuation {
      if isPastWord { return nil }
    } else {
      isPastWord = false
    }
    let content = line[read.content]
    let word = content.prefix { $0 != 0x09 }
    isPastWord = word.count < content.count
    if !word.isEmpty { return word.indices }
    if read.isContinuation { return nil }
    throw .malformed(
      path: path, line: read.number, expected: "a word in the first column", found: "a tab")
  }

  private func append(_ word: Range<Int>, _ endsWord: Bool, to sentence: inout Sentence) {
    let start = sentence.text.count
    sentence.text.append(contentsOf: line[word])
    sentence.words.append(Word(range: start..<sentence.text.count, spaceAfter: endsWord))
    let lower = lineStart.advanced(over: line[..<word.lowerBound])
    sentence.places.append(lower..<lower.advanced(over: line[word]))
    if endsWord { sentence.text.append(0x20) }
  }
}

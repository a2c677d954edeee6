import ElmanCorpora
import ElmanText

/// A sentence as it was read.
public struct StreamSentence: Sendable {
  /// The sentence with its tokens.
  public var sentence: Sentence
  /// The block of a CoNLL-U file that the sentence stands in.
  public var block: ConlluSentence?
  /// Whether a document begins here.
  public var startsDocument = false
  /// The name of the document, if it has one.
  public var documentID: String?
  /// How many blank lines before it want an answer.
  var blankLines = 0
  /// Whether an answer ends with it.
  var endsAnswer = false

  /// A sentence from anywhere.
  public init(sentence: Sentence, block: ConlluSentence? = nil) {
    self.sentence = sentence
    self.block = block
  }
}

/// The sentences of several documents, one after the other, in memory that does not grow with them.
///
/// ```swift
/// let stream = SentenceStream([.file("book.txt")])
/// while let item = try stream.next() { print(item.sentence.words.count) }
/// ```
public final class SentenceStream {
  /// The form of the documents.
  public let format: InputFormat
  /// How they are read.
  public let options: ReadingOptions
  /// What is done with warnings.
  let warn: (StreamWarning) -> Void

  private let inputs: [StreamInput]
  /// The number of the document that is read, from 0 on: that of the sentence that came last.
  package private(set) var inputIndex = 0
  private var reader: (any StreamReader)?
  private var startsDocument = false
  private var lines = BlankLines()
  private var warnings: StreamWarnings?

  /// A stream over documents, of which none is opened before its turn.
  ///
  /// - Parameters:
  ///   - inputs: the documents.
  ///   - format: their form.
  ///   - options: how they are read.
  ///   - warn: what is done with warnings.
  public init(
    _ inputs: [StreamInput], format: InputFormat = .text,
    options: ReadingOptions = ReadingOptions(),
    warn: @escaping (StreamWarning) -> Void = { _ in }
  ) {
    self.inputs = inputs
    self.format = format
    self.options = options
    self.warn = warn
  }

  /// The next sentence, or `nil` at the end. After an error the stream is not to be used.
  ///
  /// - Throws: what opening and reading a document throws, after all sentences before it.
  public func next() throws(CorpusError) -> StreamSentence? {
    while true {
      if reader == nil {
        guard inputIndex < inputs.count else { return nil }
        try open()
      }
      var sentence = try reader?.nextItem()
      tell(&sentence)
      warnings?.tell(reader?.firstRepair, cutAt: reader?.firstCutLine, to: warn)
      if var sentence {
        sentence.startsDocument = startsDocument
        sentence.documentID = inputs[inputIndex].documentID
        startsDocument = false
        return sentence
      }
      reader = nil
      inputIndex += 1
    }
  }

  /// Opens the next document.
  private func open() throws(CorpusError) {
    var options = options
    if inputIndex > 0 { options.languageCheck = nil }
    let reader = format.reader(try inputs[inputIndex].source(options), options)
    self.reader = reader
    startsDocument = true
    lines = BlankLines()
    warnings = options.warnings(of: reader.path, maximumBytes: SentenceLimits.maximumBytes)
  }

  /// Reads to the end of the next document, if it is a short text, and calls `body` with its tokenizer, which has all of
  /// it.
  ///
  /// - Returns: `nil` where it is no short text, or there is none.
  package func readShort<Result>(
    _ body: (inout any StreamingTokenizer) -> Result
  ) -> Result? {
    if reader == nil, inputIndex < inputs.count { try? open() }
    return (reader as? TextReader)?.readShort(body)
  }

  /// Tells of lines what is to be told, at the end of a file with one sentence more if need be.
  private func tell(_ read: inout StreamSentence?) {
    switch options.answers {
    case .untold: return
    case .blank:
      let count = lines.blankLines(before: read?.sentence)
      if read == nil, count > 0 { read = StreamSentence(sentence: Sentence(text: [], words: [])) }
      read?.blankLines = count
    case .ends:
      let isBlank = read?.block?.isBlank ?? false
      read?.endsAnswer = !isBlank && reader?.isInsideLine == false
    }
  }
}

/// Counts the blank lines of an input whose lines are sentences.
private struct BlankLines {
  private var (hasBytes, hasTokens) = (false, false)

  /// The blank lines that end before the tokens of the next sentence; `nil` is the end of the input.
  mutating func blankLines(before sentence: Sentence?) -> Int {
    guard let sentence else {
      defer { self = BlankLines() }
      return hasBytes && !hasTokens ? 1 : 0
    }
    var count = 0
    let lower = sentence.words.first?.range.lowerBound ?? sentence.text.count
    for byte in sentence.text[..<lower] {
      let endsLine = byte == 0x0A
      if endsLine, !hasTokens { count += 1 }
      if endsLine { hasTokens = false }
      hasBytes = !endsLine
    }
    if let last = sentence.words.last {
      hasTokens = !sentence.text[last.range.upperBound...].contains(0x0A)
      hasBytes = hasTokens
    }
    return count
  }
}

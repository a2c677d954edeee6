import ElmanCorpora
import ElmanText

/// A sentence as it was read.
struct StreamSentence: Sendable {
  /// The sentence with its tokens.
  var sentence: Sentence
  /// The block of a CoNLL-U file that the sentence stands in.
  var block: ConlluSentence?
  /// Whether a document begins here: each file is one.
  var startsDocument = false
  /// The name of the document; standard input has none.
  var documentID: String?
  /// How many blank lines before it want an answer.
  var blankLines = 0
  /// Whether an answer ends with it.
  var endsAnswer = false
}

/// What answers tell of the lines of the input.
enum LineAnswers {
  /// Nothing.
  case untold
  /// Which are blank.
  case blank
  /// Where each ends, or each sentence of the vertical form and CoNLL-U.
  case ends
}

/// The sentences of several files, one after the other.
final class SentenceStream {
  private let files: [String]
  private let format: InputFormat
  private let options: TextOptions
  private let illFormedText: IllFormedText
  private let isLineByLine: Bool
  private let answers: LineAnswers
  private let tokenizer: TextTokenizer
  private let hashtags: Hashtags?

  private var fileIndex = 0
  private var reader: (any SentenceReader)?
  private var startsDocument = false
  private var lines = BlankLines()
  private var hasWarned = false
  private var hasWarnedOfCut = false

  /// A stream over files, of which none is opened before its turn.
  ///
  /// - Parameters:
  ///   - files: paths; `-` is standard input.
  ///   - options: what text is.
  ///   - isStrict: whether text that is not in its encoding is an error, instead of a warning.
  ///   - isLineByLine: whether the end of a line of text ends its sentence.
  ///   - answers: what is told of lines; where none of their sentences can tell it, one without text does.
  ///   - tokenizer: what cuts text.
  ///   - hashtags: what becomes of hashtags.
  init(
    files: [String], format: InputFormat, options: TextOptions, isStrict: Bool, isLineByLine: Bool,
    answers: LineAnswers = .untold, tokenizer: TextTokenizer, hashtags: Hashtags? = nil
  ) {
    self.files = files
    self.format = format
    self.options = options
    illFormedText = isStrict ? .reject : .replace
    self.isLineByLine = isLineByLine
    self.answers = answers
    self.tokenizer = tokenizer
    self.hashtags = hashtags
  }

  /// The next sentence. After an error the stream is not to be used.
  func next() throws(CorpusError) -> StreamSentence? {
    while true {
      if reader == nil {
        guard fileIndex < files.count else { return nil }
        reader = try open(files[fileIndex])
        startsDocument = true
        lines = BlankLines()
        (hasWarned, hasWarnedOfCut) = (false, false)
      }
      var sentence = try read()
      tell(&sentence)
      if let reader {
        StandardError.warnOnce(
          of: reader.firstRepair, expected: options.encodingName, in: reader.path, &hasWarned)
        StandardError.warnOnce(
          ofCutAt: reader.firstCutLine, in: reader.path, of: SentenceFormat.maximumSentenceBytes,
          &hasWarnedOfCut)
      }
      if var sentence {
        sentence.startsDocument = startsDocument
        sentence.documentID = files[fileIndex] == "-" ? nil : files[fileIndex]
        startsDocument = false
        return sentence
      }
      reader = nil
      fileIndex += 1
    }
  }

  private func open(_ path: String) throws(CorpusError) -> any SentenceReader {
    let source = try options.source(path)
    if let format = format.sentenceFormat {
      return format.reader(
        source, illFormedText: illFormedText, keepsBlankLines: answers == .ends)
    }
    let mode: SentenceTokenizer.Mode =
      format == .presegmented ? .presegmented : isLineByLine ? .lines : .text
    return TextReader(
      source, mask: options.mask(separatesLines: mode != .text),
      tokenizer: tokenizer.session(mode: mode, hashtags: hashtags), illFormedText: illFormedText,
      tellsLineEnds: answers == .ends)
  }

  private func read() throws(CorpusError) -> StreamSentence? {
    if let reader = reader as? ConlluReader {
      guard let block = try reader.next() else { return nil }
      return StreamSentence(sentence: block.sentence(), block: block)
    }
    guard let sentence = try reader?.nextSentence() else { return nil }
    return StreamSentence(sentence: sentence)
  }

  /// Tells of lines what is to be told, at the end of a file with one sentence more if need be.
  private func tell(_ read: inout StreamSentence?) {
    switch answers {
    case .untold: return
    case .blank:
      let count = lines.blankLines(before: read?.sentence)
      if read == nil, count > 0 { read = StreamSentence(sentence: Sentence(text: [], tokens: [])) }
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
    let lower = sentence.tokens.first?.range.lowerBound ?? sentence.text.count
    for byte in sentence.text[..<lower] {
      let endsLine = byte == 0x0A
      if endsLine, !hasTokens { count += 1 }
      if endsLine { hasTokens = false }
      hasBytes = !endsLine
    }
    if let last = sentence.tokens.last {
      hasTokens = !sentence.text[last.range.upperBound...].contains(0x0A)
      hasBytes = hasTokens
    }
    return count
  }
}

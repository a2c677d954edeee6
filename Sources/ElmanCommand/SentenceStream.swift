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
}

/// The sentences of several files, one after the other.
final class SentenceStream {
  private let files: [String]
  private let format: InputFormat
  private let options: TextOptions
  private let illFormedText: IllFormedText
  private let isLineByLine: Bool
  private let tokenizer: TextTokenizer
  private let hashtags: Hashtags?

  private var fileIndex = 0
  private var reader: (any SentenceReader)?
  private var startsDocument = false
  private var position = TextPosition()
  private var hasWarned = false
  private var hasWarnedOfCut = false

  /// A stream over files, of which none is opened before its turn.
  ///
  /// - Parameters:
  ///   - files: paths; `-` is standard input.
  ///   - options: what text is.
  ///   - isStrict: whether text that is not in its encoding is an error, instead of a warning.
  ///   - isLineByLine: whether the end of a line of text ends its sentence.
  ///   - tokenizer: what cuts text.
  ///   - hashtags: what becomes of hashtags.
  init(
    files: [String], format: InputFormat, options: TextOptions, isStrict: Bool, isLineByLine: Bool,
    tokenizer: TextTokenizer, hashtags: Hashtags?
  ) {
    self.files = files
    self.format = format
    self.options = options
    illFormedText = isStrict ? .reject : .replace
    self.isLineByLine = isLineByLine
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
        position = TextPosition()
        (hasWarned, hasWarnedOfCut) = (false, false)
      }
      let sentence = try read()
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
      return format.reader(source, illFormedText: illFormedText)
    }
    let mode: SentenceTokenizer.Mode =
      format == .presegmented ? .presegmented : isLineByLine ? .lines : .text
    return TextReader(
      source, mask: options.mask(separatesLines: mode != .text),
      tokenizer: tokenizer.session(mode: mode, hashtags: hashtags), illFormedText: illFormedText)
  }

  private func read() throws(CorpusError) -> StreamSentence? {
    if let reader = reader as? ConlluReader {
      guard let block = try reader.next() else { return nil }
      let sentence = block.sentence(start: position)
      sentence.text.withUnsafeBufferPointer { position.advance(over: $0) }
      return StreamSentence(sentence: sentence, block: block)
    }
    guard let sentence = try reader?.nextSentence() else { return nil }
    return StreamSentence(sentence: sentence)
  }
}

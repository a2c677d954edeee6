import ElmanCorpora

/// A text to be classified, as it was read.
struct StreamText: Sendable {
  /// Well-formed UTF-8, without the line's end.
  var bytes: [UInt8]
  /// The same with white space in place of markup, if that is passed over.
  var masked: [UInt8]?
  /// The file that it stands in; standard input has none.
  var documentID: String?
}

/// The texts of several files, one after the other: their lines, or each whole. A longer text than is
/// held at a time comes in several.
final class TextStream {
  /// The bytes from which on a text is cut, so that memory does not grow with it: between two words
  /// of a line, or two lines of a file.
  static let maximumTextBytes = 1 << 22

  private let files: [String]
  private let unit: TextUnit
  private let options: TextOptions
  private let illFormedText: IllFormedText
  private var fileIndex = 0
  private var reader: LineReader?
  private var hasWarned = false
  private var hasWarnedOfCut = false
  /// Of the file: whether a text came of it, and the line at which a document was cut first.
  private var hasText = false
  private var firstCutLine: Int?

  /// A stream over files, of which none is opened before its turn; `-` is standard input.
  ///
  /// - Parameter isStrict: whether text that is not in its encoding is an error, instead of a warning.
  init(files: [String], unit: TextUnit, options: TextOptions, isStrict: Bool) {
    self.files = files
    self.unit = unit
    self.options = options
    illFormedText = isStrict ? .reject : .replace
  }

  /// The next text. After an error the stream is not to be used.
  func next() throws(CorpusError) -> StreamText? {
    while fileIndex < files.count {
      let path = files[fileIndex]
      if reader == nil {
        reader = LineReader(
          try options.source(path), illFormedText: illFormedText,
          maximumBytes: Self.maximumTextBytes)
        (hasWarned, hasWarnedOfCut, hasText, firstCutLine) = (false, false, false, nil)
      }
      let bytes = try unit == .line ? line() : document()
      if let reader { warn(reader) }
      if bytes == nil {
        reader = nil
        fileIndex += 1
      }
      if let bytes {
        return StreamText(
          bytes: bytes, masked: masked(bytes), documentID: path == "-" ? nil : path)
      }
    }
    return nil
  }

  private func warn(_ reader: LineReader) {
    StandardError.warnOnce(
      of: reader.firstRepair, expected: options.encodingName, in: reader.path, &hasWarned)
    StandardError.warnOnce(
      ofCutAt: reader.firstCutLine ?? firstCutLine, in: reader.path, of: Self.maximumTextBytes,
      &hasWarnedOfCut)
  }

  private func masked(_ bytes: [UInt8]) -> [UInt8]? {
    guard var mask = options.mask(separatesLines: unit == .line) else { return nil }
    var masked: [UInt8] = []
    mask.append(bytes, to: &masked)
    mask.finish(to: &masked)
    return masked
  }

  private func line() throws(CorpusError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while let line = try reader?.next(appendingTo: &bytes) {
      // A cut may leave no more than the line's end.
      if line.content.isEmpty, line.isContinuation || line.isCut { continue }
      return Array(bytes[line.content])
    }
    return nil
  }

  /// The file, even if it is empty, or what follows of one that was cut.
  private func document() throws(CorpusError) -> [UInt8]? {
    var bytes: [UInt8] = []
    var content = 0..<0
    var isEmpty = true
    while bytes.count < Self.maximumTextBytes, let line = try reader?.next(appendingTo: &bytes) {
      if isEmpty, hasText, firstCutLine == nil { firstCutLine = line.number }
      // Neither the byte-order mark nor the last line's end is text, as in training on folders.
      let start = isEmpty ? line.content.lowerBound : content.lowerBound
      content = start..<line.content.upperBound
      isEmpty = false
    }
    if isEmpty, hasText { return nil }
    hasText = true
    return Array(bytes[content])
  }
}

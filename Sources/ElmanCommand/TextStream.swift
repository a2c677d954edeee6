import ElmanCorpora

/// A text to be classified, as it was read.
struct StreamText: Sendable {
  /// Well-formed UTF-8, without the line's end.
  var bytes: [UInt8]
  /// The file that it stands in; standard input has none.
  var documentID: String?
}

/// The texts of several files, one after the other: their lines, or each whole.
final class TextStream {
  private let files: [String]
  private let unit: TextUnit
  private let illFormedText: IllFormedText
  private var fileIndex = 0
  private var reader: LineReader?
  private var hasWarned = false

  /// A stream over files, of which none is opened before its turn; `-` is standard input.
  ///
  /// - Parameter isStrict: whether text that is not UTF-8 is an error, instead of a warning.
  init(files: [String], unit: TextUnit, isStrict: Bool) {
    self.files = files
    self.unit = unit
    illFormedText = isStrict ? .reject : .replace
  }

  /// The next text. After an error the stream is not to be used.
  func next() throws(CorpusError) -> StreamText? {
    while fileIndex < files.count {
      let path = files[fileIndex]
      if reader == nil {
        let source = path == "-" ? ByteSource.standardInput() : try ByteSource(path: path)
        reader = LineReader(source, illFormedText: illFormedText)
        hasWarned = false
      }
      let bytes = try unit == .line ? line() : document()
      if let reader { StandardError.warnOnce(of: reader.firstRepair, in: reader.path, &hasWarned) }
      if bytes == nil || unit == .document {
        reader = nil
        fileIndex += 1
      }
      if let bytes { return StreamText(bytes: bytes, documentID: path == "-" ? nil : path) }
    }
    return nil
  }

  private func line() throws(CorpusError) -> [UInt8]? {
    var bytes: [UInt8] = []
    guard let line = try reader?.next(appendingTo: &bytes) else { return nil }
    return Array(bytes[line.content])
  }

  private func document() throws(CorpusError) -> [UInt8]? {
    var bytes: [UInt8] = []
    var content = 0..<0
    while let line = try reader?.next(appendingTo: &bytes) {
      // Neither the byte-order mark nor the last line's end is text, as in training on folders.
      let start = line.number == 1 ? line.content.lowerBound : content.lowerBound
      content = start..<line.content.upperBound
    }
    return Array(bytes[content])
  }
}

import ElmanCorpora

/// A text to be classified, as it was read.
package struct StreamText: Sendable {
  /// Well-formed UTF-8, without the line's end.
  package let bytes: [UInt8]
  /// The same with white space in place of markup, if that is passed over.
  package let masked: [UInt8]?
  /// The name of the document that it stands in, if it has one.
  package let documentID: String?
  /// The record that it is of, if the document has records, and how fields are added to it.
  package var record: (record: TextRecord, addition: FieldAddition)?

  /// A text from anywhere.
  package init(
    bytes: [UInt8], masked: [UInt8]? = nil, documentID: String? = nil,
    record: (record: TextRecord, addition: FieldAddition)? = nil
  ) {
    self.bytes = bytes
    self.masked = masked
    self.documentID = documentID
    self.record = record
  }
}

/// What is one text of a stream.
public enum TextUnit: String, Sendable, CaseIterable {
  /// Each line.
  case line
  /// Each document.
  case document
  /// One column of each record, of fields separated by commas.
  case csv
  /// The same, separated by tabs.
  case tsv
  /// One member of each JSON object, of which there is one a line.
  case jsonl

  /// The form of the records, if a text is a part of one.
  package var form: TextRecordForm? { TextRecordForm(rawValue: rawValue) }
}

/// The texts of several documents, one after the other: their lines, a column of their records, or each whole. A longer text than is
/// held at a time comes in several.
public final class TextStream {
  /// The bytes from which on a text is cut, so that memory does not grow with it: between two words
  /// of a line, or two lines of a document.
  public static let maximumTextBytes = 1 << 22

  private let inputs: [StreamInput]
  private let unit: TextUnit
  private let options: ReadingOptions
  private let warn: (StreamWarning) -> Void
  private var inputIndex = 0
  private var reader: LineReader?
  private var records: (any TextRecordReader)?
  private var warnings: StreamWarnings?
  /// Of the document: whether a text came of it, and the line at which it was cut first.
  private var hasText = false
  private var firstCutLine: Int?

  /// A stream over documents, of which none is opened before its turn.
  ///
  /// - Parameters:
  ///   - inputs: the documents.
  ///   - unit: what is one text.
  ///   - options: how they are read.
  ///   - warn: what is done with warnings.
  public init(
    _ inputs: [StreamInput], unit: TextUnit = .line, options: ReadingOptions = ReadingOptions(),
    warn: @escaping (StreamWarning) -> Void = { _ in }
  ) {
    self.inputs = inputs
    self.unit = unit
    self.options = options
    self.warn = warn
  }

  /// The next text, or `nil` at the end. After an error the stream is not to be used.
  ///
  /// - Throws: what opening and reading a document throws, after all texts before it.
  package func next() throws(CorpusError) -> StreamText? {
    while inputIndex < inputs.count {
      let input = inputs[inputIndex]
      if let form = unit.form {
        if let text = try record(of: input, form) { return text }
        inputIndex += 1
        continue
      }
      if reader == nil {
        let source = try input.source(options)
        reader = LineReader(
          source, illFormedText: options.illFormedText, maximumBytes: Self.maximumTextBytes)
        warnings = options.warnings(of: source.path, maximumBytes: Self.maximumTextBytes)
        (hasText, firstCutLine) = (false, nil)
      }
      let bytes = try unit == .line ? line() : document()
      warnings?.tell(
        reader?.firstRepair, cutAt: reader?.firstCutLine ?? firstCutLine, to: warn)
      if let bytes {
        return StreamText(bytes: bytes, masked: masked(bytes), documentID: input.documentID)
      }
      reader = nil
      inputIndex += 1
    }
    return nil
  }

  private func record(
    of input: StreamInput, _ form: TextRecordForm
  ) throws(CorpusError) -> StreamText? {
    let reader: any TextRecordReader
    if let records {
      reader = records
    } else {
      let source = try input.source(options)
      reader = form.reader(
        source, column: options.textColumn, illFormedText: options.illFormedText)
      records = reader
      warnings = options.warnings(of: source.path, maximumBytes: Self.maximumTextBytes)
    }
    let record = try reader.next()
    warnings?.tell(reader.firstRepair, cutAt: nil, to: warn)
    guard let record else {
      records = nil
      return nil
    }
    return StreamText(
      bytes: record.text, masked: masked(record.text), documentID: input.documentID,
      record: (record, reader.addition))
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

  /// The document, even if it is empty, or what follows of one that was cut.
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

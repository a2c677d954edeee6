/// Reads labelled texts one at a time.
package protocol LabelledTextReader: AnyObject {
  /// The name of the file that errors show: the one that is being read.
  var path: String { get }

  /// Where bytes that are not UTF-8 were first replaced in that file, if that happened.
  var firstRepair: TextRepair? { get }

  /// The lines read so far that were skipped because they repeat the header of that file.
  var repeatedHeaders: [Int] { get }

  /// How the columns of that file were understood, if it has columns.
  var table: TableReading? { get }

  /// Reads the next text.
  ///
  /// - Returns: the text with its label, or `nil` at the end of the input. An empty input has none.
  /// - Throws: what the source throws; `malformed` for what is not of the format.
  func next() throws(CorpusError) -> LabelledText?
}

extension LabelledTextReader {
  /// None: most forms have no header.
  package var repeatedHeaders: [Int] { [] }

  /// None: most forms have no columns.
  package var table: TableReading? { nil }
}

import ElmanText

/// One sentence of a CoNLL-U file, with all its bytes.
///
/// The sentence keeps the block as it was read: comments, ranges, empty nodes, line endings and the
/// blank lines around it. What nobody sets is written back byte for byte.
///
/// ```swift
/// let reader = ConlluReader(try ByteSource(path: "train.conllu"))
/// var output: [UInt8] = []
/// while var sentence = try reader.next() {
///   for index in sentence.words.indices where sentence[index, .form] == "Elman" {
///     sentence[index, .upos] = "PROPN"
///   }
///   sentence.write(to: &output)
/// }
/// ```
///
/// A block may be without words: comments with no sentence, or the blank lines at the end of a file.
public struct ConlluSentence: Sendable {
  /// The number of the block's first line, counted from 1; 0 for a sentence that was not read.
  public internal(set) var firstLine = 0

  /// Where the block's first byte stands in the file.
  var start = TextPosition()
  /// The block as it was read, followed by what was set later.
  var bytes: [UInt8] = []
  /// The blank lines and comments before the first row.
  var preamble: [PreambleLine] = []
  var rowInfos: [RowInfo] = []
  /// Ten ranges of `bytes` for each row.
  var fields: [Range<Int>] = []
  /// For each syntactic word its row.
  var wordRows: [Int] = []
  /// The blank line that ends the block; empty where the file ends without one.
  var trailer: Range<Int> = 0..<0

  struct PreambleLine: Sendable {
    var range: Range<Int>
    var content: Range<Int>
    var isComment: Bool
  }

  struct RowInfo: Sendable {
    var id: ConlluID
    /// The number of the line in the file; 0 for a row that was not read.
    var line = 0
    var range: Range<Int>
    /// Where the content stops and the line ending begins.
    var contentEnd: Int
    var isEdited = false
  }

  /// Creates a sentence without rows and comments that ends with a blank line.
  public init() {
    bytes = [0x0A]
    trailer = 0..<1
  }

  init(readFrom firstLine: Int, at start: TextPosition) {
    self.firstLine = firstLine
    self.start = start
  }

  /// The number of syntactic words.
  public var wordCount: Int { wordRows.count }

  /// The syntactic words: neither ranges nor empty nodes.
  public var words: [ConlluRow] { wordRows.map { ConlluRow(sentence: self, row: $0) } }

  /// All rows in the order of the file.
  public var rows: [ConlluRow] { rowInfos.indices.map { ConlluRow(sentence: self, row: $0) } }

  /// The bytes of a column of a syntactic word.
  ///
  /// - Parameters:
  ///   - word: the index of the word, counted from 0.
  ///   - column: the column.
  /// - Complexity: O(1); no byte is copied.
  public func bytes(_ word: Int, _ column: ConlluColumn) -> ArraySlice<UInt8> {
    bytes(row: wordRows[word], column)
  }

  /// A column of a syntactic word, counted from 0.
  ///
  /// Setting it does what ``set(_:_:to:)`` does.
  public subscript(word: Int, column: ConlluColumn) -> String {
    get { String(decoding: bytes(word, column), as: UTF8.self) }
    set { set(word, column, to: newValue.utf8) }
  }

  /// Sets a column of a syntactic word; all other bytes of the sentence stay.
  ///
  /// A tab or a line break in the value, which the format cannot hold, becomes a space, and an empty
  /// value `_`.
  ///
  /// - Parameters:
  ///   - word: the index of the word, counted from 0.
  ///   - column: any column but ``ConlluColumn/id``.
  ///   - value: well-formed UTF-8.
  /// - Complexity: O(n) in the bytes of the value.
  public mutating func set(
    _ word: Int, _ column: ConlluColumn, to value: some Collection<UInt8>
  ) {
    precondition(column != .id, "the ID of a word cannot be set")
    let row = wordRows[word]
    if value.elementsEqual(bytes(row: row, column)) { return }
    fields[10 * row + column.rawValue] = store(value)
    rowInfos[row].isEdited = true
  }

  /// The line of the file on which a syntactic word stands, counted from 1; 0 for a row that was not
  /// read.
  ///
  /// - Parameter word: the index of the word, counted from 0.
  public func line(ofWord word: Int) -> Int {
    rowInfos[wordRows[word]].line
  }

  func bytes(row: Int, _ column: ConlluColumn) -> ArraySlice<UInt8> {
    bytes[fields[10 * row + column.rawValue]]
  }

  /// Puts a value behind the bytes that were read.
  mutating func store(_ value: some Collection<UInt8>) -> Range<Int> {
    let start = bytes.count
    for byte in value {
      switch byte {
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    if bytes.count == start { bytes.append(UInt8(ascii: "_")) }
    return start..<bytes.count
  }
}

import ElmanBytes

/// The forms in which sentences with labelled spans come. Any file may be compressed with gzip.
public enum LabelledSentenceFormat: String, Sendable, Hashable, CaseIterable {
  /// A token a line in columns, the label last, as in CoNLL-2003.
  case columns

  /// The same a character a line, each followed by its place in the word.
  case characters

  /// Universal NER: number, word, label and more, with comments.
  case iob2

  /// CoNLL-U with `NER=B-PER` in MISC.
  case conllu

  /// Creates a reader of this form.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - malformedLines: what to do with a line that is not of this form.
  public func reader(
    _ source: ByteSource, illFormedText: IllFormedText = .reject,
    malformedLines: MalformedLines = .reject
  ) -> any LabelledSentenceReader {
    switch self {
    case .columns:
      ColumnsReader(source, illFormedText: illFormedText, malformedLines: malformedLines)
    case .characters:
      ColumnsReader(
        source, areCharacters: true, illFormedText: illFormedText, malformedLines: malformedLines)
    case .iob2:
      UniversalNERReader(source, illFormedText: illFormedText, malformedLines: malformedLines)
    case .conllu:
      ConlluSpansReader(source, illFormedText: illFormedText, malformedLines: malformedLines)
    }
  }

  /// Guesses the form of a source by its name and its first sentences, which are still to be read.
  ///
  /// The name `*.conllu`, also with `.gz`, gives `conllu`, and `*.iob2` gives `iob2` if most rows begin
  /// as such do; anything else is told by the content. A source without any row gives `columns`.
  ///
  /// - Throws: what the source throws; `malformed` where the first row is of none of the forms.
  public init(guessedFrom source: ByteSource) throws(CorpusError) {
    let name = BytePath(source.path).lowercased.dropping(".gz")
    if name.hasEnding(".conllu") {
      self = .conllu
      return
    }
    let sample = FormatSample(head: try source.peek(atMost: 1 << 16), limit: 1 << 16)
    guard let row = sample.rows.first else {
      self = .columns
      return
    }
    // What begins with '#' may be a word in columns, and is a comment where rows have numbers.
    let numbered = sample.rows.filter { $0.content.first != UInt8(ascii: "#") }
    let withID = numbered.count { ConlluID($0.fields[0]) != nil }
    if name.hasEnding(".iob2"), withID * 2 > numbered.count {
      self = .iob2
    } else if !numbered.isEmpty, numbered.allSatisfy({ $0.isNumbered && $0.fields.count == 10 }) {
      self = .conllu
    } else if !numbered.isEmpty, numbered.allSatisfy({ $0.isNumbered && $0.isLabel(2) }) {
      self = .iob2
    } else if row.fields.count >= 2, row.isLabel(row.fields.count - 1) {
      self = sample.hasPlaces ? .characters : .columns
    } else {
      throw .malformed(
        path: source.path, line: row.line,
        expected: "columns with a label such as B-PER or O last, Universal NER or CoNLL-U",
        found: CorpusError.quote(row.content))
    }
  }
}

/// The first rows of a source, to be judged by.
private struct FormatSample {
  struct Row {
    var line: Int
    var content: ArraySlice<UInt8>
    var fields: [ArraySlice<UInt8>]
    /// Whether the row begins with the number that its sentence has got to, or stands beside the
    /// numbers as ranges do.
    var isNumbered: Bool

    func isLabel(_ column: Int) -> Bool {
      column < fields.count
        && SpanLabel(String(decoding: fields[column], as: UTF8.self)) != nil
    }
  }

  var rows: [Row] = []
  /// Whether all rows are characters with their places in words.
  var hasPlaces = true

  /// - Parameter limit: the size from which on the last line may be cut off.
  init(head: [UInt8], limit: Int) {
    var lines = head.split(separator: 0x0A, omittingEmptySubsequences: false)
    if head.count >= limit, lines.count > 1 { lines.removeLast() }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { lines[0] = lines[0].dropFirst(3) }
    var expected = 1
    var place = 0
    for (index, var content) in lines.enumerated() {
      if content.last == 0x0D { content.removeLast() }
      if content.allSatisfy(isSpace) || ColumnsReader.startsDocument(content) {
        (expected, place) = (1, 0)
        continue
      }
      let fields =
        content.contains(0x09)
        ? content.split(separator: 0x09, omittingEmptySubsequences: false)
        : content.split(whereSeparator: isSpace)
      var row = Row(line: index + 1, content: content, fields: fields, isNumbered: true)
      if content.first == UInt8(ascii: "#"),
        fields.count < 2 || !row.isLabel(fields.count - 1) || ColumnsReader.isAttribute(content)
      {
        continue
      }
      switch ConlluID(fields[0]) {
      case .word(expected): expected += 1
      case .range, .emptyNode: break
      default: row.isNumbered = false
      }
      if let found = CharacterPlace(fields[0])?.place, found == 0 || found == place {
        place = found + 1
      } else {
        hasPlaces = false
      }
      rows.append(row)
    }
  }
}

/// The rows of a sentence, or its words alone, as a collection.
public struct ConlluRows: RandomAccessCollection, Sendable {
  let sentence: ConlluSentence
  let rows: [Int]

  /// The position of the first row.
  public var startIndex: Int { 0 }

  /// The position after the last row.
  public var endIndex: Int { rows.count }

  /// The row at `position`.
  public subscript(position: Int) -> ConlluRow {
    ConlluRow(sentence: sentence, row: rows[position])
  }
}

/// A row of a sentence, for reading.
public struct ConlluRow: Sendable {
  let sentence: ConlluSentence
  let row: Int

  /// What the row stands for.
  public var id: ConlluID { sentence.rowInfos[row].id }

  /// The line of the file on which the row stands, counted from 1; 0 for a row that was not read.
  public var line: Int { sentence.rowInfos[row].line }

  /// The bytes of a column.
  public func bytes(_ column: ConlluColumn) -> ArraySlice<UInt8> {
    sentence.bytes(row: row, column)
  }

  /// A column as a string.
  public subscript(column: ConlluColumn) -> String {
    String(decoding: bytes(column), as: UTF8.self)
  }

  /// The word as it stands in the text.
  public var form: String { self[.form] }

  /// The dictionary form.
  public var lemma: String { self[.lemma] }

  /// The universal part of speech.
  public var upos: String { self[.upos] }

  /// The part of speech of the language's own tag set.
  public var xpos: String { self[.xpos] }

  /// The morphological features, such as `Number=Sing|Person=3`.
  public var feats: String { self[.feats] }

  /// The number of the head, 0 for the root; `nil` where none is given.
  public var head: Int? { Int(self[.head]) }

  /// The relation to the head.
  public var deprel: String { self[.deprel] }

  /// Everything else, such as `SpaceAfter=No`.
  public var misc: String { self[.misc] }
}

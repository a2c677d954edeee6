/// A row of a sentence, for reading.
public struct ConlluRow: Sendable {
  let sentence: ConlluSentence
  let row: Int

  /// What the row stands for.
  package var id: ConlluID { sentence.rowInfos[row].id }

  /// The number of a syntactic word, counted from 1; `nil` for a multiword token and for an empty node.
  public var number: Int? { if case .word(let number) = id { number } else { nil } }

  /// Whether the row is that of a token of the text that holds several syntactic words, such as `3-4`.
  public var isMultiword: Bool { if case .range = id { true } else { false } }

  /// Whether the row is that of a node that is not in the text, such as `8.1`.
  public var isEmptyNode: Bool { if case .emptyNode = id { true } else { false } }

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

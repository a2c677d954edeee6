import Elman
import ElmanCorpora

/// The tags that a writer may meet, in each column: their names, as it writes them.
struct TagNames: Sendable {
  /// The tags of one column.
  struct Column: Sendable {
    /// The column.
    let column: TagColumn
    /// The labels as strings, by their numbers.
    let strings: [String]
    /// The labels as UTF-8, by their numbers; without tabs and line ends. Of lemmas, the rules.
    let bytes: [[UInt8]]
  }

  /// The columns, in the tagger's order.
  let columns: [Column]

  init(_ columns: [TaggerColumn]) {
    self.columns = columns.map { column in
      Column(
        column: column.column, strings: column.labels.labels,
        bytes: column.labels.labels.map { Self.cleaned($0.utf8) })
    }
  }

  /// No tags at all.
  static let none = TagNames([])

  /// The names of a column of CoNLL-U; `nil` if there are none.
  func index(of column: ConlluColumn) -> Int? { columns.firstIndex { $0.column.conllu == column } }

  /// What stands at a token in a column, without tabs and line ends.
  func bytes(_ tags: TaggedSentence, _ token: Int, at index: Int) -> ArraySlice<UInt8> {
    guard columns[index].column == .lemma else {
      return columns[index].bytes[tags.labelId(token, at: index)][...]
    }
    var lemma: [UInt8] = []
    tags.appendLemma(token, at: index, to: &lemma)
    return Self.cleaned(lemma)[...]
  }

  private static func cleaned(_ label: some Collection<UInt8>) -> [UInt8] {
    label.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }
}

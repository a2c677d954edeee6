import Elman
import ElmanBytes
import ElmanCorpora

/// The tags that a writer may meet, in each column: their names, as it writes them.
struct TagNames: Sendable {
  /// The tags of one column.
  struct Column: Sendable {
    /// The column.
    let column: TagColumn
    /// The labels as strings, by their numbers; of entities in BIO.
    let strings: [String]
    /// The labels as UTF-8, by their numbers; without tabs and line ends. Of lemmas, the rules.
    let bytes: [[UInt8]]
  }

  /// The columns, in the tagger's order.
  let columns: [Column]
  /// For each column of CoNLL-U which of the columns it is, if it is one.
  private let indices: [Int?]
  /// Which of the columns holds entities, if one does.
  let entities: Int?
  /// Which of them holds the relations of trees.
  let relations: Int?

  init(_ columns: [TaggerColumn]) {
    indices = ConlluColumn.allCases.map { column in
      columns.firstIndex { $0.column.conllu == column }
    }
    entities = columns.firstIndex { $0.column == .ner }
    relations = columns.firstIndex { $0.column == .deps }
    self.columns = columns.map { column in
      let names =
        column.column == .ner ? column.labels.labels.map(Self.inBIO) : column.labels.labels
      return Column(
        column: column.column, strings: names, bytes: names.map { Self.cleaned($0.utf8) })
    }
  }

  /// Which of the columns a column of CoNLL-U is; `nil` if it is none.
  func index(of column: ConlluColumn) -> Int? { indices[column.rawValue] }

  /// What stands at a token in a column, without tabs and line ends.
  func bytes(_ tags: TaggedSentence, _ token: Int, at index: Int) -> ArraySlice<UInt8> {
    guard columns[index].column == .lemma else {
      return columns[index].bytes[tags.labelId(token, at: index)][...]
    }
    var lemma: [UInt8] = []
    lemma.reserveCapacity(32)
    tags.appendLemma(token, at: index, to: &lemma)
    return lemma.contains(where: Self.breaksRow) ? Self.cleaned(lemma)[...] : lemma[...]
  }

  /// The number of a token's head, from 1 on, or 0 for the root.
  func headBytes(_ tags: TaggedSentence, _ token: Int) -> ArraySlice<UInt8> {
    let number = tags.head(of: token).map { $0 + 1 } ?? 0
    return number < Self.numbers.count ? Self.numbers[number][...] : Self.digits(of: number)[...]
  }

  /// The small numbers in digits.
  private static let numbers = (0..<256).map(digits)

  private static func digits(of number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(decimal: number)
    return bytes
  }

  /// A label of whole spans in BIOES, in the scheme that other programs expect.
  private static func inBIO(_ label: String) -> String {
    guard var label = SpanLabel(label) else { return "O" }
    switch label.prefix {
    case .single: label.prefix = .begin
    case .end: label.prefix = .inside
    default: break
    }
    return label.description
  }

  private static func cleaned(_ label: some Collection<UInt8>) -> [UInt8] {
    label.map { breaksRow($0) ? 0x20 : $0 }
  }

  private static func breaksRow(_ byte: UInt8) -> Bool {
    byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

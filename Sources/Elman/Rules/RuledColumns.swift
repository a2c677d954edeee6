import ElmanBytes
import ElmanCorpora
import ElmanText

/// The columns of a tagger's results where there are rules: behind the labels that the network tells apart, which keep their
/// numbers, stand those that rules alone give.
struct RuledColumns: Sendable {
  /// The labels of an entity of one word, and of the words of a longer one.
  struct EntityLabels: Sendable {
    let single, first, inside, last: Int32
  }

  /// The columns. A tagger that finds no entities has the column of these too, if rules tell of some.
  let columns: [TaggerColumn]
  /// For each word that rules tell of, the columns that they fix with the numbers of the labels there.
  let words: [[(column: TagColumn, label: Int32)]]
  /// For each type of entities its labels.
  let entityLabels: [EntityLabels]
  /// The label of a word in no entity.
  let outside: Int32

  /// - Parameters:
  ///   - rules: what somebody knows of words and names.
  ///   - columns: those of the tagger, each with the labels that the network tells apart.
  init(_ rules: TaggingRules, _ columns: [TaggerColumn]) {
    var sets = columns.map(GrowingColumn.init)
    if !rules.entityTypes.isEmpty, !columns.contains(where: { $0.column == .ner }) {
      // The first column stays the first, and trees the last where they are not that.
      let trees = columns.firstIndex { $0.column == .deps } ?? columns.count
      let place = max(1, trees)
      sets.insert(GrowingColumn(.ner), at: place)
    }
    func number(_ label: String, in column: TagColumn) -> Int32? {
      sets.firstIndex { $0.column == column }.map { sets[$0].number(of: label) }
    }
    words = rules.words.map { word in
      zip(RuleFile.columnNames, word.columns).compactMap { name, label in
        guard let label, let column = TagColumn(rawValue: name),
          let number = number(label.text, in: column)
        else { return nil }
        return (column, number)
      }
    }
    func label(_ prefix: SpanLabel.Prefix, _ type: String) -> Int32 {
      number(SpanLabel(prefix, type).description, in: .ner) ?? 0
    }
    outside = label(.outside, "")
    entityLabels = rules.entityTypes.map { type in
      EntityLabels(
        single: label(.single, type), first: label(.begin, type), inside: label(.inside, type),
        last: label(.end, type))
    }
    self.columns = sets.map(\.grown)
  }
}

/// A column to whose labels others are added.
private struct GrowingColumn {
  let column: TagColumn
  private let original: TaggerColumn?
  private var labels: [String]
  private var lemmaRules: [LemmaRule] = []
  private var numbers: [Spelling: Int32]

  init(_ original: TaggerColumn) {
    column = original.column
    self.original = original
    labels = original.labels.labels
    // What a lemma is known by is no label, and so none is looked up.
    numbers =
      column == .lemma
      ? [:]
      : Dictionary(
        labels.enumerated().map { (Spelling($1), Int32($0)) },
        uniquingKeysWith: { first, _ in first })
  }

  /// A column that the network does not fill.
  init(_ column: TagColumn) {
    self.column = column
    original = nil
    labels = []
    numbers = [:]
    if column == .ner { _ = number(of: SpanLabel.outside.description) }
  }

  /// The number of a label, of lemmas of the rule that gives this one.
  mutating func number(of label: String) -> Int32 {
    if let number = numbers[Spelling(label)] { return number }
    let number: Int
    if column == .lemma {
      number = (original?.rules.count ?? 0) + lemmaRules.count
      lemmaRules.append(LemmaRule(whole: label))
    } else {
      number = labels.count
      labels.append(label)
    }
    numbers[Spelling(label)] = Int32(number)
    return Int32(number)
  }

  /// The column with all labels.
  var grown: TaggerColumn {
    if let original, labels.count == original.labels.count, lemmaRules.isEmpty { return original }
    do {
      let set = try LabelSet(labels)
      return TaggerColumn(
        column, labels: set, seen: original?.seen,
        addingRules: Array((original?.rules ?? []).dropFirst(labels.count)) + lemmaRules,
        isConstrained: false)
    } catch {
      preconditionFailure("labels that are there twice: \(error)")
    }
  }
}

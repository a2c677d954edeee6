import ElmanBytes

/// The columns whose labels are counted.
enum LabelColumn: String, CaseIterable {
  /// The class of a text.
  case label
  /// The universal part of speech.
  case upos = "UPOS"
  /// The part of speech of the language's own tag set.
  case xpos = "XPOS"
  /// All morphological features of a word, such as `Number=Sing|Person=3`.
  case features = "FEATS"
  /// One of them.
  case feature
  /// The relation to the head.
  case relation = "DEPREL"
  /// The type of an entity.
  case entity = "entity type"

  /// Whether the column has a few labels, all of which matter.
  var isSmall: Bool { self == .label || self == .upos || self == .entity }
}

/// How often each label of a column stands in a file, and where first.
struct LabelCounts {
  struct Entry {
    var count: Int
    /// The position in the file.
    var first: Int
  }

  private(set) var entries: [Spelling: Entry] = [:]

  /// How many labels were counted, equal ones too.
  private(set) var total = 0

  /// Counts a label; the positions may come in any order.
  mutating func add(_ label: String, at position: Int, count: Int = 1) {
    total += count
    var entry = entries[Spelling(label), default: Entry(count: 0, first: position)]
    entry.count += count
    entry.first = min(entry.first, position)
    entries[Spelling(label)] = entry
  }

  /// Labels with their entries, in the order of the file.
  var sorted: [(label: String, entry: Entry)] {
    entries.sorted { ($0.value.first, $0.key) < ($1.value.first, $1.key) }
      .map { ($0.key.text, $0.value) }
  }

  /// Whether there are so many labels that the column is hardly one of labels.
  var areMany: Bool { total >= 20 && entries.count > total / 2 }
}

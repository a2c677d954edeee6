import Elman
import ElmanNetworks
import ElmanText

extension LabelParts {
  /// What the labels of a column are made of; `nil` where no part is shared.
  ///
  /// Features are made of each `Category=Value`; the language's parts of speech of the characters at each place, as
  /// positional tags are; the rules of lemmas of what they do to the case, to the start and to the end.
  init?(_ column: TaggerColumn) {
    let names: [[[UInt8]]]
    switch column.column {
    case .upos, .ner, .deps: return nil
    case .feats:
      names = column.labels.labels.map { label in
        label.utf8.split(separator: 0x7C).map { Array($0) }
      }
    case .xpos:
      names = column.labels.labels.map { label in
        label.unicodeScalars.prefix(Self.longestTag).enumerated().map { place, scalar in
          Array("\(place) \(scalar)".utf8)
        }
      }
    case .lemma: names = column.labelRules.map(\.parts)
    }
    var counts: [[UInt8]: Int] = [:]
    for name in names.joined() { counts[name, default: 0] += 1 }
    let shared = counts.filter { $0.value > 1 }.keys.sorted { $0.lexicographicallyPrecedes($1) }
    if shared.isEmpty { return nil }
    let numbers = Dictionary(shared.enumerated().map { ($1, $0) }) { first, _ in first }
    self.init(names.map { $0.compactMap { numbers[$0] } }, partCount: shared.count)
  }

  /// The places of a part of speech that are told apart.
  private static let longestTag = 24
}

import Elman
import ElmanBytes
import ElmanEvaluation

/// Feature sets that a corpus lacks and the language is likely to have: as its sets differ among each other in one
/// category, so may others. If *Case=Nom* and *Case=Acc* stand with many of a noun's other features, they stand with
/// all.
///
/// Their scores are made of those of their parts, as no example tells more of them.
struct FeatureAnalogies {
  /// The sets, each as features are written.
  private(set) var labels: [String] = []
  /// For each set the combinations of labels that a known one has and it may have too: those with the known
  /// set's number in place of its own.
  private(set) var combinations: [(label: Int, combination: [Int32])] = []

  /// So many pairs of known sets differ in one category in the same way, before others may.
  private static let minimumPairs = 2
  /// The most sets for each that is known.
  private static let mostForEach = 2

  /// One feature set, by category.
  private typealias Features = [Spelling: Spelling]
  /// A change of one category from one value to another; without value it is not there.
  private struct Change: Hashable {
    let category: Spelling
    let from, to: Spelling?
  }

  /// - Parameters:
  ///   - known: the feature sets of the corpus, by their labels' numbers.
  ///   - combinations: the labels of universal parts of speech, other columns and features that stand together, and
  ///     how often.
  ///   - upos: the place of the universal part of speech in a combination.
  ///   - feats: the place of the features.
  init(known: [String], combinations: [[Int32]: Int], upos: Int, feats: Int) {
    let sets = known.map(Self.features)
    var seen = Set(sets)
    var numbers: [Features: Int] = [:]
    var found: [(features: Features, weight: Int, label: Int32, change: Change)] = []
    // Each part of speech has a paradigm of its own.
    for (_, members) in Dictionary(grouping: combinations, by: { $0.key[upos] })
      .sorted(by: { $0.key < $1.key })
    {
      var counts: [Int32: Int] = [:]
      for (combination, count) in members { counts[combination[feats], default: 0] += count }
      let changes = Self.changes(among: counts.keys.map { sets[Int($0)] })
      for (label, count) in counts.sorted(by: { $0.key < $1.key }) {
        for (change, pairs) in changes where pairs >= Self.minimumPairs {
          var features = sets[Int(label)]
          guard features[change.category] == change.from else { continue }
          features[change.category] = change.to
          if !features.isEmpty { found.append((features, count * pairs, label, change)) }
        }
      }
    }
    found.sort {
      $0.weight != $1.weight
        ? $0.weight > $1.weight
        : Self.label($0.features).lexicographicallyPrecedes(Self.label($1.features))
    }
    for candidate in found {
      let number: Int
      if let known = numbers[candidate.features] {
        number = known
      } else {
        guard labels.count < Self.mostForEach * known.count,
          seen.insert(candidate.features).inserted
        else { continue }
        number = labels.count
        numbers[candidate.features] = number
        labels.append(String(decoding: Self.label(candidate.features), as: UTF8.self))
      }
      for combination in combinations.keys where combination[feats] == candidate.label {
        // The language's own part of speech may hold the category itself.
        let allows = combinations.keys.contains { other in
          other.indices.allSatisfy { $0 == feats || other[$0] == combination[$0] }
            && sets[Int(other[feats])][candidate.change.category] == candidate.change.to
        }
        if allows { self.combinations.append((number, combination)) }
      }
    }
  }

  /// The analogies of a corpus, if it has universal parts of speech and features that stand together with them.
  init?(_ corpus: TaggedCorpus, _ columns: [TaggerColumn]) {
    let places = columns.tagPlaces
    guard let upos = places.firstIndex(where: { columns[$0].column == .upos }),
      let feats = places.firstIndex(where: { columns[$0].column == .feats })
    else { return nil }
    self.init(
      known: columns[places[feats]].labels.labels,
      combinations: TaggerKnowledge.combinations(in: corpus, columns), upos: upos, feats: feats)
    // A label is not given without knowing how it is made.
    if labels.isEmpty { return nil }
  }

  /// How many pairs of sets differ by each change alone.
  private static func changes(among sets: [Features]) -> [(key: Change, value: Int)] {
    // Sets without one category, and what values of it they have.
    var groups: [Features: [Spelling: Set<Spelling?>]] = [:]
    let categories = Set(sets.flatMap(\.keys))
    for set in sets {
      for category in categories {
        var rest = set
        rest[category] = nil
        groups[rest, default: [:]][category, default: []].insert(set[category])
      }
    }
    var counts: [Change: Int] = [:]
    for (category, values) in groups.values.joined() where values.count > 1 {
      for from in values {
        for to in values where from != to {
          counts[Change(category: category, from: from, to: to), default: 0] += 1
        }
      }
    }
    return counts.sorted {
      key($0.key).lexicographicallyPrecedes(key($1.key))
    }
  }

  private static func key(_ change: Change) -> [String] {
    [change.category.text, change.from?.text ?? "", change.to?.text ?? ""]
  }

  private static func features(_ label: String) -> Features {
    var features: Features = [:]
    guard !label.hasSameBytes(as: "_") else { return features }
    for part in label.split(separator: "|") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      features[Spelling(String(sides[0]))] = Spelling(sides.count > 1 ? String(sides[1]) : "")
    }
    return features
  }

  /// The set as it is written: categories in alphabetical order, whatever their case.
  private static func label(_ features: Features) -> [UInt8] {
    let sorted = features.sorted {
      Spelling($0.key.text.lowercased()) < Spelling($1.key.text.lowercased())
    }
    return Array(sorted.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: "|").utf8)
  }
}

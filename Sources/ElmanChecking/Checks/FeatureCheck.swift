import ElmanBytes
import ElmanCorpora

/// Checks the column FEATS and counts its features.
struct FeatureCheck {
  private struct Bundle {
    var count: Int
    var first: Int
    var problem: (kind: FindingKind, message: String)?
  }

  private var bundles: [Spelling: Bundle] = [:]

  /// Takes the features of a word, such as `Number=Sing|Person=3`.
  mutating func add(_ features: String, at line: Int, to file: CheckedFile) {
    let key = Spelling(features)
    if bundles[key] == nil {
      bundles[key] = Bundle(count: 0, first: line, problem: Self.problem(of: features))
    }
    bundles[key]?.count += 1
    if let problem = bundles[key]?.problem {
      file.report(problem.kind, at: line, problem.message)
    }
  }

  /// Counts the features, together and one by one.
  func run(on file: CheckedFile) {
    var counts = LabelCounts()
    var together = LabelCounts()
    for (features, bundle) in bundles where bundle.problem?.kind != .malformedFeatures {
      together.add(features.text, at: bundle.first, count: bundle.count)
      if features.text == "_" { continue }
      for feature in features.text.utf8.split(separator: UInt8(ascii: "|")) {
        counts.add(String(Substring(feature)), at: bundle.first, count: bundle.count)
      }
    }
    file.labels[.feature] = counts
    file.labels[.features] = together
  }

  private static func problem(of features: String) -> (FindingKind, String)? {
    if features == "_" { return nil }
    var previous = Spelling("")
    for feature in features.utf8.split(
      separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    {
      let parts = feature.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
        .map { Substring($0) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        return (
          .malformedFeatures,
          "expected FEATS such as Case=Nom|Number=Sing, found \(features.quoted)"
        )
      }
      let name = Spelling(parts[0].lowercased())
      if name == previous {
        return (.malformedFeatures, "\(String(parts[0]).quoted) stands twice in FEATS")
      }
      if name < previous {
        return (
          .unsortedFeatures, "FEATS are not in the order of their names: \(features.quoted)"
        )
      }
      previous = name
    }
    return nil
  }
}

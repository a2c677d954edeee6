import ElmanBytes

/// Gathers findings: counts all, and keeps as many of a kind and a file as are to be shown.
final class Findings {
  /// How many of a kind and a file are kept; `nil` for all.
  let limit: Int?

  private(set) var counts: [FindingKind: Int] = [:]
  private var kept: [(file: Int, finding: Finding)] = []
  private var keptCounts: [Key: Int] = [:]

  private struct Key: Hashable {
    var file: Int
    var kind: FindingKind
  }

  init(limit: Int?) { self.limit = limit }

  /// Counts a finding.
  ///
  /// - Parameters:
  ///   - file: the number of the file, by which findings are ordered first.
  ///   - finding: called only if the finding is kept.
  func add(_ kind: FindingKind, file: Int, _ finding: () -> Finding) {
    counts[kind, default: 0] += 1
    if let limit {
      let count = keptCounts[Key(file: file, kind: kind), default: 0]
      guard count < limit else { return }
      keptCounts[Key(file: file, kind: kind)] = count + 1
    }
    kept.append((file, finding()))
  }

  /// The findings that were kept, in the order of files and lines.
  func sorted() -> [Finding] {
    let order = kept.enumerated().sorted { first, second in
      let (left, right) = (first.element, second.element)
      if left.file != right.file { return left.file < right.file }
      guard left.finding.place.path.hasSameBytes(as: right.finding.place.path) else {
        return first.offset < second.offset
      }
      let leftPlace = (left.finding.place.line, left.finding.column ?? 0, first.offset)
      return leftPlace < (right.finding.place.line, right.finding.column ?? 0, second.offset)
    }
    return order.map(\.element.finding)
  }
}

extension String {
  /// How many bytes need to be added, taken away, changed or exchanged with the next to make one word of
  /// another; upper case is as good as lower case.
  package func changes(to other: String) -> Int {
    let (one, other) = (Array(lowercased().utf8), Array(other.lowercased().utf8))
    // Row by row, what the beginnings of the one are from those of the other.
    var (before, last) = ([Int](), Array(0...other.count))
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var least = Swift.min(last[j] + (one[i] == other[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          least = Swift.min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[other.count]
  }

  /// The one of several names that was most likely meant, if any is alike.
  package func nearest(of names: some Sequence<String>) -> String? {
    let nearest = names.map { (name: $0, changes: changes(to: $0)) }
      .min { $0.changes < $1.changes }
    guard let nearest, nearest.changes <= max(1, nearest.name.utf8.count / 3) else { return nil }
    return nearest.name
  }
}

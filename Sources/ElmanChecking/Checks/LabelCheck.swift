import ElmanBytes
import ElmanCorpora
import ElmanText

/// Compares the labels of a corpus's files.
struct LabelCheck {
  let files: [CheckedFile]

  func run() {
    for column in LabelColumn.allCases {
      let files = files.filter { $0.labels[column]?.entries.isEmpty == false }
      let many = files.filter { column == .label && counts(column, in: $0).areMany }
      for file in many {
        let counts = counts(column, in: file)
        file.report(
          .manyLabels, at: counts.sorted[0].entry.first,
          "\(counts.entries.count) labels for \(counts.total) texts, is this their column?")
      }
      if !many.isEmpty { continue }
      reportUnseen(column, in: files)
      if column == .relation { reportUntested(column, in: files) }
      if column == .features { continue }
      reportSpellings(column, in: files)
      for file in files where file.part == nil || file.part == .train {
        reportRare(column, in: file)
      }
    }
  }

  private func counts(_ column: LabelColumn, in file: CheckedFile) -> LabelCounts {
    file.labels[column] ?? LabelCounts()
  }

  private func reportUnseen(_ column: LabelColumn, in files: [CheckedFile]) {
    let train = files.filter { $0.part == .train }
    guard !train.isEmpty else { return }
    let known = Set(train.flatMap { counts(column, in: $0).entries.keys })
    for file in files where file.part == .dev || file.part == .test {
      let counts = counts(column, in: file)
      for (label, entry) in counts.sorted where !known.contains(Spelling(label)) {
        // In a large tag set some are missing by chance, but not one word's in a hundred.
        let matters = column.isSmall || entry.count >= max(5, counts.total / 100)
        file.report(
          matters ? .unseenLabel : .unseenTag, at: entry.first,
          "\(column.rawValue) \(label.quoted), \(times(entry.count)) here, is not in \(train[0].path)"
        )
      }
    }
  }

  /// Finds labels of train that no score on dev can tell of.
  private func reportUntested(_ column: LabelColumn, in files: [CheckedFile]) {
    let dev = files.filter { $0.part == .dev }
    guard !dev.isEmpty else { return }
    let tested = Set(dev.flatMap { counts(column, in: $0).entries.keys })
    for file in files where file.part == .train {
      for (label, entry) in counts(column, in: file).sorted
      where !tested.contains(Spelling(label)) {
        file.report(
          .untestedRelation, at: entry.first,
          "\(column.rawValue) \(label.quoted), \(times(entry.count)) here, is not in \(dev[0].path)"
        )
      }
    }
  }

  /// Finds labels that differ only in case, white space and Unicode normalization.
  private func reportSpellings(_ column: LabelColumn, in files: [CheckedFile]) {
    struct Variant {
      var label: String
      var count: Int
      var file: CheckedFile
      var first: Int
    }
    // One key for all normal forms, as `String` compares.
    var variants: [String: [Variant]] = [:]
    for file in files {
      for (label, entry) in counts(column, in: file).sorted {
        let folded = String(label.lowercased().filter { !$0.isWhitespace })
        var known = variants[folded, default: []]
        if let index = known.firstIndex(where: { $0.label.hasSameBytes(as: label) }) {
          known[index].count += entry.count
        } else {
          known.append(Variant(label: label, count: entry.count, file: file, first: entry.first))
        }
        variants[folded] = known
      }
    }
    // In an order that does not change from run to run, since not all findings may be kept.
    for (_, group) in variants.sorted(by: { $0.key < $1.key }) where group.count > 1 {
      guard let main = group.max(by: { $0.count < $1.count }) else { continue }
      for variant in group where !variant.label.hasSameBytes(as: main.label) {
        let place = main.file.place(main.first)
        let names = Self.names(variant.label, main.label)
        variant.file.report(
          .labelSpelling, at: variant.first, other: place,
          "\(column.rawValue) \(names[0]), \(times(variant.count)), is written"
            + " \(names[1]) in \(place), \(times(main.count))")
      }
    }
  }

  /// Two labels in quotation marks, with the code points by which they differ if nobody could see it.
  private static func names(_ labels: String...) -> [String] {
    LookAlikes.groups(among: labels).isEmpty ? labels.map(\.quoted) : LookAlikes.quoted(labels)
  }

  private func reportRare(_ column: LabelColumn, in file: CheckedFile) {
    let counts = counts(column, in: file)
    let most = counts.entries.values.map(\.count).max() ?? 0
    for (label, entry) in counts.sorted {
      if entry.count <= 2, counts.total >= 100 {
        file.report(
          .rareLabel, at: entry.first,
          "\(column.rawValue) \(label.quoted) stands \(times(entry.count)) in the file")
      } else if column == .label, entry.count * 20 < most {
        file.report(
          .unbalancedLabels, at: entry.first,
          "label \(label.quoted) has \(entry.count) texts, the most frequent one \(most)")
      }
    }
  }

  private func times(_ count: Int) -> String {
    count == 1 ? "once" : count == 2 ? "twice" : "\(count) times"
  }
}

extension BoundaryRules {
  /// Learns from a text and where its tokens and sentences end.
  ///
  /// - Parameters:
  ///   - text: well-formed UTF-8.
  ///   - ends: for each token, in the order of the text, the byte after it, and what ends there.
  package init(
    learningFrom text: [UInt8], ends: some Sequence<(offset: Int, label: BoundaryLabel)>
  ) {
    var stream = CharacterStream()
    text.withUnsafeBufferPointer { stream.append($0, keeping: 0) }
    stream.finish()
    let stretches = LabelledStretches(stream.units, ends: Array(ends))
    text.withUnsafeBufferPointer { text in
      learnWords(stretches, in: text)
      learnPlaces(stretches, in: text)
    }
  }

  private mutating func learnWords(
    _ stretches: LabelledStretches, in text: UnsafeBufferPointer<UInt8>
  ) {
    var counts = WordCounts()
    counts.count(stretches, in: text)
    for (kind, words) in counts.words() where !words.isEmpty { self.words[kind] = words }
    indexWords()
    for kind in counts.reliableLists() { decisions[.list(kind)] = .goesOn }
  }

  private mutating func learnPlaces(
    _ stretches: LabelledStretches, in text: UnsafeBufferPointer<UInt8>
  ) {
    var counts = PlaceCounts()
    counts.count(stretches, in: text, by: self)
    decisions.merge(counts.decisions(lists: decisions)) { $1 }
    for (kind, words) in counts.words() where !words.isEmpty { self.words[kind] = words }
  }
}

/// The stretches of a text without white space, with what is known of the places in them.
struct LabelledStretches {
  struct Stretch {
    var range: Range<Int>
    /// Where the next stretch of the paragraph is.
    var next: Range<Int>?
    /// Whether a sentence begins with it.
    var startsSentence: Bool
  }

  private(set) var stretches: [Stretch] = []
  private let labels: [Int: BoundaryLabel]

  init(_ units: CharacterUnits, ends: [(offset: Int, label: BoundaryLabel)]) {
    labels = Dictionary(ends.map { ($0.offset, $0.label) }) { $1 }
    var lower = 0
    var isStart = true
    var unit = 0
    while unit < units.count {
      guard !units.isWhiteSpace(unit) else {
        if units.flags[unit].contains(.lineEnd) { isStart = true }
        lower = units.ends[unit]
        unit += 1
        continue
      }
      while unit < units.count, !units.isWhiteSpace(unit) { unit += 1 }
      let upper = units.ends[unit - 1]
      if !isStart { stretches[stretches.count - 1].next = lower..<upper }
      let starts =
        stretches.last.map { labels[$0.range.upperBound]?.contains(.sentence) == true } ?? true
      stretches.append(Stretch(range: lower..<upper, next: nil, startsSentence: starts))
      isStart = false
      lower = upper
    }
  }

  /// What ends at a byte.
  func label(_ offset: Int) -> BoundaryLabel { labels[offset] ?? [] }

  /// The tokens of a stretch: their places, and whether they stand for several words.
  func tokens(_ stretch: Stretch) -> [(range: Range<Int>, isMultiword: Bool)] {
    var tokens: [(range: Range<Int>, isMultiword: Bool)] = []
    var lower = stretch.range.lowerBound
    // No stretch is empty.
    for offset in stretch.range.lowerBound + 1...stretch.range.upperBound {
      guard let label = labels[offset], label.contains(.token) else { continue }
      tokens.append((lower..<offset, label.contains(.multiword)))
      lower = offset
    }
    return tokens
  }
}

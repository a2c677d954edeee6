import ElmanCorpora

/// Finds labels of words that once differ from what the same word has between the same neighbours.
///
/// The word must have another label there at least five times, and no third one. Both must be `O` or
/// begin a span: what is inside one depends on more than its neighbours. Sentences that stand in the
/// corpus before should not be added, since they would count as agreement.
///
/// Reference: Dickinson and Meurers, 2003, Detecting Errors in Part-of-Speech Annotation.
struct OddLabelCheck {
  /// How often the other label must stand.
  static let agreement = 5

  /// Up to two labels of a word between its neighbours.
  private struct Labels {
    var first: (number: Int32, count: Int32, line: Int32)
    var second: (number: Int32, count: Int32, line: Int32) = (-1, 0, 0)
    var areMore = false

    /// The label that stands once, and the one that stands often.
    var odd: (odd: Int, line: Int, usual: Int, count: Int)? {
      guard !areMore else { return nil }
      let (odd, usual) = first.count < second.count ? (first, second) : (second, first)
      guard odd.count == 1, usual.count >= OddLabelCheck.agreement else { return nil }
      return (Int(odd.number), Int(odd.line), Int(usual.number), Int(usual.count))
    }
  }

  private var labels: [TextFingerprint: Labels] = [:]
  private let names = LabelNames()

  /// Takes the next sentence.
  mutating func add(_ labelled: LabelledSentence) {
    let tokens = labelled.sentence.words
    for index in tokens.indices {
      var key = TextFingerprint()
      for neighbour in index - 1...index + 1 {
        if tokens.indices.contains(neighbour) {
          key.add(labelled.sentence.text[tokens[neighbour].range])
        }
        key.add(0)
      }
      let number = Int32(names.number(of: labelled.labels[index]))
      let line = Int32(truncatingIfNeeded: labelled.lines[index])
      note(number, line: line, for: key)
    }
  }

  /// Reports the odd ones.
  func run(on file: CheckedFile) {
    for found in labels.values.compactMap(\.odd).sorted(by: { $0.line < $1.line })
    where mayStandAlone(found.odd) && mayStandAlone(found.usual) {
      file.report(
        .oddLabel, at: found.line,
        "the word is \(names[found.odd]) here, and \(names[found.usual]) at \(found.count) places"
          + " between the same neighbours")
    }
  }

  private func mayStandAlone(_ number: Int) -> Bool {
    switch SpanLabel(names[number])?.prefix {
    case .outside, .begin, .single, .unit, .whole: true
    case .inside, .middle, .end, .last, nil: false
    }
  }

  private mutating func note(_ number: Int32, line: Int32, for key: TextFingerprint) {
    guard var known = labels[key] else {
      labels[key] = Labels(first: (number, 1, line))
      return
    }
    if known.first.number == number {
      known.first.count += 1
    } else if known.second.count == 0 {
      known.second = (number, 1, line)
    } else if known.second.number == number {
      known.second.count += 1
    } else {
      known.areMore = true
    }
    labels[key] = known
  }
}

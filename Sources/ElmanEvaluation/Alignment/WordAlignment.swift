/// Which words of two annotations of one text belong together.
///
/// Words that are tokens belong together where they have the same place. A multiword token's words
/// have no places of their own; therefore, in each shortest stretch that no multiword token of either
/// side sticks out of, words belong together that are on a longest common subsequence of the forms.
///
/// Reference: Zeman et al. (2018), "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to
/// Universal Dependencies", section 5.
struct WordAlignment {
  /// The aligned words, as indices of gold and system words, in order.
  private(set) var pairs: [(gold: Int, system: Int)] = []

  private let gold: [AnnotatedText.Word]
  private let system: [AnnotatedText.Word]

  init(gold: [AnnotatedText.Word], system: [AnnotatedText.Word]) {
    self.gold = gold
    self.system = system
    var next = (gold: 0, system: 0)
    while next.gold < gold.count, next.system < system.count {
      let left = gold[next.gold]
      let right = system[next.system]
      if left.isMultiword || right.isMultiword {
        let stretch = stretch(from: next)
        align(stretch)
        // Only tokens without any character can make a stretch of nothing.
        let end = (gold: stretch.gold.upperBound, system: stretch.system.upperBound)
        next = end == next ? (end.gold + 1, end.system) : end
      } else if left.span == right.span {
        pairs.append((next.gold, next.system))
        next = (next.gold + 1, next.system + 1)
      } else if left.span.lowerBound <= right.span.lowerBound {
        next.gold += 1
      } else {
        next.system += 1
      }
    }
  }

  private typealias Stretch = (gold: Range<Int>, system: Range<Int>)

  /// The shortest stretch that begins with a multiword token, as words of both sides.
  private func stretch(from next: (gold: Int, system: Int)) -> Stretch {
    var first = next
    let left = gold[next.gold]
    let right = system[next.system]
    var end: Int
    // A plain word that begins before the multiword token is not in the stretch.
    if left.isMultiword {
      end = left.span.upperBound
      if !right.isMultiword, right.span.lowerBound < left.span.lowerBound { first.system += 1 }
    } else {
      end = right.span.upperBound
      if left.span.lowerBound < right.span.lowerBound { first.gold += 1 }
    }
    func isInside(_ words: [AnnotatedText.Word], _ index: Int) -> Bool {
      guard index < words.count else { return false }
      let word = words[index]
      return word.isMultiword ? word.span.lowerBound < end : word.span.upperBound <= end
    }
    func extendEnd(over word: AnnotatedText.Word) {
      if word.isMultiword { end = max(end, word.span.upperBound) }
    }
    var last = first
    while isInside(gold, last.gold) || isInside(system, last.system) {
      let takesGold =
        last.gold < gold.count
        && (last.system >= system.count
          || gold[last.gold].span.lowerBound <= system[last.system].span.lowerBound)
      if takesGold {
        extendEnd(over: gold[last.gold])
        last.gold += 1
      } else {
        extendEnd(over: system[last.system])
        last.system += 1
      }
    }
    return (first.gold..<last.gold, first.system..<last.system)
  }

  /// Aligns the words of a stretch by their forms.
  private mutating func align(_ stretch: Stretch) {
    let (left, right) = (stretch.gold, stretch.system)
    guard !left.isEmpty, !right.isEmpty else { return }
    // The length of the longest common subsequence of what follows, with a row and a column of
    // zeros at the end.
    let width = right.count + 1
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
    for row in (0..<left.count).reversed() {
      for column in (0..<right.count).reversed() {
        let place = row * width + column
        var length = max(lengths[place + width], lengths[place + 1])
        if isEqual(left.lowerBound + row, right.lowerBound + column) {
          length = max(length, 1 + lengths[place + width + 1])
        }
        lengths[place] = length
      }
    }
    var (row, column) = (0, 0)
    while row < left.count, column < right.count {
      let place = row * width + column
      if isEqual(left.lowerBound + row, right.lowerBound + column) {
        pairs.append((left.lowerBound + row, right.lowerBound + column))
        row += 1
        column += 1
      } else if lengths[place] == lengths[place + width] {
        row += 1
      } else {
        column += 1
      }
    }
  }

  private func isEqual(_ left: Int, _ right: Int) -> Bool {
    gold[left].comparedForm == system[right].comparedForm
  }
}

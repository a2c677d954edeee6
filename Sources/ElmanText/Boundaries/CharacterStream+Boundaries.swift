/// Rules that put the labels of a stretch right before tokens are made of it.
extension CharacterStream {
  /// Puts the labels right of the stretch that begins at the cursor.
  ///
  /// - Returns: whether that could be done: the stretch, and the one after it, must be there.
  mutating func applyRules(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cursor >= ruledCount, rules != nil else { return true }
    if units.isWhiteSpace(cursor) {
      if units.flags[cursor].contains(.lineEnd) { boundaryState = BoundaryState() }
      ruledCount = cursor + 1
      return true
    }
    let lower = cursor > 0 ? units.ends[cursor - 1] : sentenceLower
    var end = cursor
    while end < settledCount, !units.isWhiteSpace(end),
      units.ends[end] - lower < Self.maximumStretchBytes
    {
      end += 1
    }
    // What is too long is taken apart, always in the same places.
    let isTooLong =
      end < settledCount && !units.isWhiteSpace(end)
      && units.ends[end] - lower >= Self.maximumStretchBytes && end > cursor
    if end == cursor { end += 1 }
    guard end < settledCount || isFinished else { return false }
    guard end <= labelledCount else { return false }
    var next: Int?
    if !isTooLong, end < settledCount, !units.flags[end].contains(.lineEnd) {
      guard end + 1 < settledCount || isFinished else { return false }
      if end + 1 < settledCount, !units.isWhiteSpace(end + 1) { next = end + 1 }
    }
    let range = lower..<units.ends[end - 1]
    if let isLowercase = plainWord(cursor..<end, range, in: text) {
      boundaryState.noteWord(isLowercase: isLowercase)
    } else if let rules {
      apply(rules, to: cursor..<end, range, before: next, in: text)
    }
    ruledCount = end
    return true
  }

  /// Whether a word is no capitalized one, of a stretch with which the rules have nothing to do: ASCII
  /// letters, with one mark after them that is cut, as most stretches are; else `nil`.
  private func plainWord(
    _ stretch: Range<Int>, _ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    let last = stretch.upperBound - 1
    if units.labels[last].contains(.multiword) { return nil }
    let mark = text[range.upperBound - 1]
    let hasMark = mark < 64 && plainMarks >> UInt64(mark) & 1 == 1 || mark == ASCII.dot
    let wordEnd = hasMark ? last - 1 : last
    if wordEnd < stretch.lowerBound { return nil }
    for unit in stretch.lowerBound..<wordEnd where !units.labels[unit].isEmpty { return nil }
    if hasMark, units.labels[wordEnd] != .token { return nil }
    var index = range.lowerBound
    while index < range.upperBound, text[index].isASCIILetter { index += 1 }
    guard index == (hasMark ? range.upperBound - 1 : range.upperBound) else { return nil }
    if mark == ASCII.dot {
      let word = UnsafeBufferPointer(rebasing: text[range.dropLast()])
      let kind = rules?.dotKind(word, isAfterLowercase: boundaryState.isAfterLowercase)
      if kind != .word { return nil }
    }
    let word = range.lowerBound..<(hasMark ? range.upperBound - 1 : range.upperBound)
    if rules?.isFused(UnsafeBufferPointer(rebasing: text[word])) == true { return nil }
    return !hasMark && !text[range.lowerBound].isASCIIUppercase
  }

  private mutating func apply(
    _ rules: BoundaryRules, to stretch: Range<Int>, _ range: Range<Int>, before next: Int?,
    in text: UnsafeBufferPointer<UInt8>
  ) {
    let follower: DotContext.Next =
      if let next {
        DotContext.Next(text, nextStretch(from: next)) { rules.contains($0, .starter) }
      } else { .nothing }
    var reader = BoundaryStretch(text, &boundaryMemory)
    defer { reader.exchange(&boundaryMemory) }
    reader.read(range, before: follower, in: boundaryState)
    let isAfterLowercase = boundaryState.isAfterLowercase
    let kind = { (word: Range<Int>) in
      rules.dotKind(
        UnsafeBufferPointer(rebasing: text[word]), isAfterLowercase: isAfterLowercase)
    }
    uncutLetters(rules, in: reader.items, of: stretch, text)
    var sentence = BoundaryRules.Decision.free
    var unit = stretch.lowerBound
    var splitsLast = false
    reader.forEachSite { offset, site in
      let decision: BoundaryRules.Decision
      if case .dot(let word, let next) = site {
        let kind = kind(word)
        if kind == .word { return }
        decision = rules.decisions[.dot(kind, next)] ?? .free
        if next.isApart { sentence = rules.decisions[.sentence(kind, next)] ?? .free }
      } else {
        decision = rules.decision(site, kind: kind)
      }
      if decision == .free { return }
      while units.ends[unit] < offset { unit += 1 }
      // A unit that holds the place holds it together.
      guard units.ends[unit] == offset, unit + 1 < stretch.upperBound else { return }
      if units.joinsPrevious(unit + 1) || units.flags[unit].contains(.endsToken) { return }
      if decision == .ends { units.insert(.token, at: unit) } else { units.clear(unit) }
      if decision == .multiword { splitsLast = true }
    }
    let last = stretch.upperBound - 1
    if splitsLast { units.insert([.token, .multiword], at: last) }
    switch sentence {
    case .ends: units.insert([.token, .sentence], at: last)
    case .goesOn:
      units.remove(.sentence, at: last)
      units.insert(.token, at: last)
    default: break
    }
    checkMultiwords(rules, of: stretch, range, items: reader.items, in: text)
    boundaryState.note(reader.items)
  }

  /// The bytes of the stretch that begins with a unit, as far as they are needed.
  private func nextStretch(from first: Int) -> Range<Int> {
    var unit = first
    while unit < settledCount, !units.isWhiteSpace(unit) { unit += 1 }
    return units.ends[first - 1]..<units.ends[unit - 1]
  }

  /// Takes back what ends between two digits, and between two letters, unless that word is cut in the corpus.
  private mutating func uncutLetters(
    _ rules: BoundaryRules, in items: [BoundaryItem], of stretch: Range<Int>,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    var unit = stretch.lowerBound
    for item in items where item.isWordOrDigits {
      while units.ends[unit] <= item.range.lowerBound { unit += 1 }
      var left = item.range.lowerBound
      while unit < stretch.upperBound, units.ends[unit] < item.range.upperBound {
        defer { unit += 1 }
        guard units.labels[unit].contains(.token), !units.flags[unit].contains(.endsToken) else {
          continue
        }
        var right = unit + 1
        while units.ends[right] < item.range.upperBound, !units.labels[right].contains(.token) {
          right += 1
        }
        let end = min(units.ends[right], item.range.upperBound)
        let form = BoundaryRules.cutForm(text, left..<units.ends[unit], units.ends[unit]..<end)
        if rules.contains(form, .cut) {
          left = units.ends[unit]
        } else {
          units.clear(unit)
        }
      }
    }
  }

  /// Tells multiword tokens from others where the corpus is sure.
  private mutating func checkMultiwords(
    _ rules: BoundaryRules, of stretch: Range<Int>, _ range: Range<Int>, items: [BoundaryItem],
    in text: UnsafeBufferPointer<UInt8>
  ) {
    let holdsApostrophe = items.contains { $0.code == BoundaryItem.Code.apostrophe }
    var lower = range.lowerBound
    var item = 0
    for unit in stretch {
      let isLast = unit + 1 == stretch.upperBound
      let ends =
        units.labels[unit].contains(.token) || units.flags[unit].contains(.endsToken) || isLast
      guard ends, isLast || !units.joinsPrevious(unit + 1) else { continue }
      let token = lower..<units.ends[unit]
      lower = token.upperBound
      let isMultiword = units.labels[unit].contains(.multiword)
      if !isMultiword, rules.isFused(UnsafeBufferPointer(rebasing: text[token])) {
        units.insert([.token, .multiword], at: unit)
        continue
      }
      guard isMultiword || holdsApostrophe else { continue }
      if isMultiword, !rules.maySplit(UnsafeBufferPointer(rebasing: text[token])) {
        units.remove(.multiword, at: unit)
      } else if holdsApostrophe {
        while item < items.count, items[item].range.lowerBound < token.lowerBound { item += 1 }
        let first = item
        while item < items.count, items[item].range.upperBound <= token.upperBound { item += 1 }
        if first < item, items[item - 1].range.upperBound == token.upperBound,
          rules.mustSplit(items[first..<item], in: text)
        {
          units.insert([.token, .multiword], at: unit)
        }
      }
    }
  }
}

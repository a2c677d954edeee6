/// How often words of a corpus are abbreviations, begin sentences, and stand for several words.
struct WordCounts {
  /// A word is an abbreviation, a starter or a multiword token from so many on.
  private static let minimum = 2
  private static let minimumStarter = 5

  private var dotted: [[UInt8]: (whole: Int, cut: Int)] = [:]
  private var listed: [DotContext.Kind: (whole: Int, cut: Int)] = [:]
  private var starts: [[UInt8]: Int] = [:]
  private var capitals: [[UInt8]: Int] = [:]
  private var lowercase: Set<[UInt8]> = []
  private var multiword: [[UInt8]: Int] = [:]
  private var single: [[UInt8]: Int] = [:]
  private var clitics: [[UInt8]: (multiword: Int, single: Int)] = [:]

  mutating func count(_ text: LabelledStretches, in bytes: UnsafeBufferPointer<UInt8>) {
    var reader = BoundaryStretch(bytes)
    for stretch in text.stretches {
      let next = stretch.next.map { DotContext.Next(bytes, $0) { _ in false } } ?? .nothing
      reader.read(stretch.range, before: next, in: BoundaryState())
      reader.forEachSite { offset, site in
        guard case .dot(let word, let next) = site else { return }
        let label = text.label(offset + 1)
        let isWhole = !text.label(offset).contains(.token)
        noteDot(
          UnsafeBufferPointer(rebasing: bytes[word]), isWhole: isWhole,
          endsSentence: label.contains(.sentence), next: next)
      }
      for (index, item) in reader.items.enumerated() where item.isWord {
        noteWord(
          item, in: bytes, startsSentence: stretch.startsSentence && index == 0)
      }
      noteTokens(text.tokens(stretch), in: bytes)
    }
  }

  private mutating func noteDot(
    _ word: UnsafeBufferPointer<UInt8>, isWhole: Bool, endsSentence: Bool, next: DotContext.Next
  ) {
    let folded = LetterCase.foldedBytes(word)
    if word.count == 1, word[0].asciiLowercased == word[0] { return }
    if isWhole { dotted[folded, default: (0, 0)].whole += 1 }
    if !isWhole { dotted[folded, default: (0, 0)].cut += 1 }
    guard let kind = DotContext.Kind(listed: word), !endsSentence else { return }
    if kind == .beforeNumber, next != .number { return }
    if isWhole { listed[kind, default: (0, 0)].whole += 1 }
    if !isWhole { listed[kind, default: (0, 0)].cut += 1 }
  }

  private mutating func noteWord(
    _ item: BoundaryItem, in text: UnsafeBufferPointer<UInt8>, startsSentence: Bool
  ) {
    let folded = LetterCase.foldedBytes(text[item.range])
    if item.code == BoundaryItem.Code.word {
      lowercase.insert(folded)
    } else if startsSentence {
      starts[folded, default: 0] += 1
    } else {
      capitals[folded, default: 0] += 1
    }
  }

  private mutating func noteTokens(
    _ tokens: [(range: Range<Int>, isMultiword: Bool)], in text: UnsafeBufferPointer<UInt8>
  ) {
    var items: [BoundaryItem] = []
    for token in tokens {
      BoundaryItem.scan(text, token.range, into: &items)
      if items.count == 1, items[0].isWord {
        let form = LetterCase.foldedBytes(text[token.range])
        if token.isMultiword { multiword[form, default: 0] += 1 }
        if !token.isMultiword { single[form, default: 0] += 1 }
      }
      for clitic in BoundaryRules.clitics(items[...], in: text) {
        if token.isMultiword { clitics[clitic, default: (0, 0)].multiword += 1 }
        if !token.isMultiword { clitics[clitic, default: (0, 0)].single += 1 }
      }
    }
  }

  /// The kinds of abbreviations of which the list of the rules is right here, too.
  func reliableLists() -> [DotContext.Kind] {
    listed.filter { kind, count in
      let all = count.whole + count.cut
      let isEnough = all >= (kind == .beforeNumber ? 3 : 20)
      return isEnough && Double(count.whole) >= 0.8 * Double(all)
    }.keys.sorted { $0.rawValue < $1.rawValue }
  }

  /// The words of each kind that can be told before places are counted.
  func words() -> [BoundaryRules.WordKind: Set<[UInt8]>] {
    func forms(_ counts: [[UInt8]: (whole: Int, cut: Int)], _ holds: (Int, Int) -> Bool)
      -> Set<[UInt8]>
    { Set(counts.filter { holds($0.value.whole, $0.value.cut) }.keys) }
    let isListed = { (form: [UInt8]) in
      form.withUnsafeBufferPointer { DotContext.Kind(listed: $0) != nil }
    }
    let reliable = Set(reliableLists())
    let isKnown = { (form: [UInt8]) in
      form.withUnsafeBufferPointer { form in
        DotContext.Kind(listed: form).map { reliable.contains($0) } == true
      }
    }
    var words: [BoundaryRules.WordKind: Set<[UInt8]>] = [:]
    words[.abbreviation] = forms(dotted) { whole, cut in
      whole >= Self.minimum && whole > 2 * cut
    }.filter { form in
      !isKnown(form) && form.count > 1 && !form.contains(ASCII.dot)
    }
    words[.plain] = forms(dotted) { whole, cut in cut >= Self.minimum && cut > 2 * whole }
      .filter { form in
        // I, where it is a word.
        form.count == 1 || isListed(form) && !isBeforeNumber(form)
      }
    words[.starter] = Set(
      starts.filter { form, count in
        count >= Self.minimumStarter && lowercase.contains(form)
          && 4 * capitals[form, default: 0] <= count
      }.keys)
    let endings = multiwordEndings()
    func ends(_ form: [UInt8]) -> Bool {
      BoundaryRules.endings(form).contains { endings.contains($0) }
    }
    words[.multiwordEnding] = endings
    words[.multiword] = Set(
      multiword.filter { form, count in
        count > Self.minimum && count >= 2 * single[form, default: 0] && !ends(form)
      }.keys)
    // In edited text too, if the rules know the word.
    words[.fused] = Set(
      multiword.filter { form, count in
        count > Self.minimum && single[form] == nil
          && form.withUnsafeBufferPointer { Contractions.fused.contains($0) }
      }.keys)
    words[.single] = Set(
      single.filter { form, count in count > multiword[form, default: 0] && ends(form) }.keys)
    words[.clitic] = clitics.reduce(into: []) { result, entry in
      let (clitic, count) = entry
      guard count.multiword >= 3, count.multiword >= 19 * count.single else { return }
      result.insert(clitic)
    }
    // The letter before the apostrophe is told where it makes a difference.
    words[.clitic] = words[.clitic]?.filter { clitic in
      clitic[0] == ASCII.apostrophe || words[.clitic]?.contains(Array(clitic.dropFirst())) == false
    }
    return words
  }

  private func isBeforeNumber(_ form: [UInt8]) -> Bool {
    form.withUnsafeBufferPointer { DotContext.Kind(listed: $0) == .beforeNumber }
  }

  /// The endings of which most forms, of several, are multiword tokens.
  private func multiwordEndings() -> Set<[UInt8]> {
    var forms: [[UInt8]: (multiword: Int, single: Int)] = [:]
    for (form, count) in multiword where count >= 2 * single[form, default: 0] {
      for ending in BoundaryRules.endings(form) { forms[ending, default: (0, 0)].multiword += 1 }
    }
    for (form, count) in single where count > multiword[form, default: 0] {
      for ending in BoundaryRules.endings(form) where forms[ending] != nil {
        forms[ending, default: (0, 0)].single += 1
      }
    }
    let good = forms.filter { $0.value.multiword >= 3 && $0.value.multiword >= 2 * $0.value.single }
    // A longer ending says nothing that a shorter one does not.
    return Set(
      good.keys.filter { ending in
        !(3..<max(3, ending.count)).contains { good[Array(ending.suffix($0))] != nil }
      })
  }
}

extension DotContext.Next {
  /// What a stretch is that follows white space.
  init(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isStarter: ([UInt8]) -> Bool
  ) {
    var position = range.lowerBound
    // What opens a quotation or bracket tells nothing.
    for _ in 0..<2 where position < range.upperBound {
      let scalar = decodeScalar(text, at: position)
      switch scalar.value {
      case 0x22, 0x27, 0x28, 0x5B, 0xAB, 0x2018, 0x201C, 0x201E: position += scalar.count
      default: break
      }
    }
    guard position < range.upperBound else {
      self = .mark
      return
    }
    switch CharacterClass(decodeScalar(text, at: position).value) {
    case .digit: self = .number
    case .letter: self = .lowercase
    case .uppercase:
      var upper = position
      while upper < range.upperBound {
        let scalar = decodeScalar(text, at: upper)
        guard CharacterClass(scalar.value).isLetter else { break }
        upper += scalar.count
      }
      self = isStarter(LetterCase.foldedBytes(text[position..<upper])) ? .starter : .capitalized
    default: self = .mark
    }
  }
}

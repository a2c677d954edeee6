/// How often tokens and sentences of a corpus end at places of each kind.
struct PlaceCounts {
  /// How often something was so and not so.
  private struct Count {
    var ends = 0
    var goesOn = 0
    var multiword = 0

    var all: Int { ends + goesOn + multiword }

    /// What holds of at least a share of all, of which there are enough.
    func decision(minimum: Int, share: Double) -> BoundaryRules.Decision? {
      guard all >= minimum else { return nil }
      let least = share * Double(all)
      if Double(ends) >= least { return .ends }
      if Double(multiword) >= least { return .multiword }
      if Double(goesOn) >= least { return .goesOn }
      return .free
    }
  }

  private var wholes: [BoundaryKey: Count] = [:]
  private var partOf: [BoundaryKey: BoundaryKey] = [:]
  private var parts: [BoundaryKey: Count] = [:]
  private var anyDigits: [BoundaryKey: Count] = [:]
  private var digits: [BoundaryKey: Count] = [:]
  private var dots: [BoundaryKey: Count] = [:]
  private var sentences: [BoundaryKey: Count] = [:]
  private var apostrophes: [BoundaryKey: Count] = [:]
  private var suffixes: [[UInt8]: Count] = [:]
  private var prefixes: [[UInt8]: Count] = [:]
  private var hyphened: [[UInt8]: Count] = [:]
  private var slashed: [[UInt8]: Count] = [:]
  /// How often the rules for tokens are right, and wrong.
  private var rules = Count()
  private var cuts: [[UInt8]: Int] = [:]
  private var uncut: [[UInt8]: Int] = [:]
  private var dotKinds: [DotContext.Kind: Count] = [:]

  mutating func count(
    _ text: LabelledStretches, in bytes: UnsafeBufferPointer<UInt8>, by rules: BoundaryRules
  ) {
    var reader = BoundaryStretch(bytes)
    var state = BoundaryState()
    for stretch in text.stretches {
      let next =
        stretch.next.map { range in
          DotContext.Next(bytes, range) { rules.contains($0, .starter) }
        } ?? .nothing
      reader.read(stretch.range, before: next, in: state)
      // What is joined in any case tells nothing of the rest.
      if !Self.mayHoldAddress(bytes, stretch.range) {
        reader.forEachSite { offset, site in
          let label = text.label(offset)
          let isCut = label.contains(.token)
          let after = text.label(offset + 1)
          let kind = { (word: Range<Int>) in
            rules.dotKind(
              UnsafeBufferPointer(rebasing: bytes[word]), isAfterLowercase: state.isAfterLowercase)
          }
          note(site, isCut: isCut, after: after, kind: kind)
        }
        for item in reader.items where item.isWord { noteLetters(item, text, in: bytes) }
      }
      state.note(reader.items)
      if stretch.next == nil { state = BoundaryState() }
    }
  }

  private static func mayHoldAddress(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    var addresses: [Range<Int>] = []
    TokenScanner.scanAddresses(text, range, appendingTo: &addresses)
    return !addresses.isEmpty
  }

  private mutating func note(
    _ site: BoundarySite, isCut: Bool, after: BoundaryLabel,
    kind: (Range<Int>) -> DotContext.Kind
  ) {
    func add(_ count: inout Count) {
      if isCut { count.ends += 1 } else { count.goesOn += 1 }
    }
    switch site {
    case .junction(let junction): self.add(junction, isCut)
    case .hyphen(let word, let junction):
      self.add(junction, isCut)
      add(&hyphened[word, default: Count()])
    case .digits(let any, let these, _):
      add(&anyDigits[any, default: Count()])
      add(&digits[these, default: Count()])
    case .slash(let form, let junction):
      self.add(junction, isCut)
      add(&slashed[form, default: Count()])
    case .suffix(let letters): add(&suffixes[letters, default: Count()])
    case .prefix(let letters): add(&prefixes[letters, default: Count()])
    case .dot(let word, let next):
      let kind = kind(word)
      add(&dots[.dot(kind, next), default: Count()])
      add(&dotKinds[kind, default: Count()])
      guard next.isApart else { return }
      let key = BoundaryKey.sentence(kind, next)
      if after.contains(.sentence) {
        sentences[key, default: Count()].ends += 1
      } else {
        sentences[key, default: Count()].goesOn += 1
      }
    case .apostrophe(let key):
      if isCut {
        apostrophes[key, default: Count()].ends += 1
      } else if after.contains(.multiword) {
        apostrophes[key, default: Count()].multiword += 1
      } else {
        apostrophes[key, default: Count()].goesOn += 1
      }
    }
  }

  private mutating func add(_ junction: BoundaryJunction, _ isCut: Bool) {
    partOf[junction.whole] = junction.part
    if isCut {
      wholes[junction.whole, default: Count()].ends += 1
      parts[junction.part, default: Count()].ends += 1
    } else {
      wholes[junction.whole, default: Count()].goesOn += 1
      parts[junction.part, default: Count()].goesOn += 1
    }
    if isCut == junction.isCutByRules { rules.ends += 1 } else { rules.goesOn += 1 }
  }

  /// Notes where a run of letters is cut.
  private mutating func noteLetters(
    _ item: BoundaryItem, _ text: LabelledStretches, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let inner = item.range.dropFirst().filter { text.label($0).contains(.token) }
    let folded = LetterCase.foldedBytes(bytes[item.range])
    if inner.isEmpty { uncut[folded, default: 0] += 1 }
    let places = [item.range.lowerBound] + inner + [item.range.upperBound]
    for index in places.indices.dropFirst().dropLast() {
      let form = BoundaryRules.cutForm(
        bytes, places[index - 1]..<places[index], places[index]..<places[index + 1])
      cuts[form, default: 0] += 1
    }
  }
}

extension PlaceCounts {
  /// What is decided of each kind of place; what is decided anyway is left out.
  func decisions(
    lists: [BoundaryKey: BoundaryRules.Decision]
  ) -> [BoundaryKey: BoundaryRules.Decision] {
    var decisions: [BoundaryKey: BoundaryRules.Decision] = [:]
    func decide(_ counts: [BoundaryKey: Count], minimum: Int, share: Double) {
      for (key, count) in counts {
        guard let decision = count.decision(minimum: minimum, share: share), decision != .free
        else { continue }
        decisions[key] = decision
      }
    }
    decide(parts, minimum: 20, share: 0.985)
    for (key, count) in parts where count.all >= 4 && decisions[key] == nil {
      decisions[key] = count.decision(minimum: 4, share: 1) ?? .free
    }
    if rules.decision(minimum: 100, share: 0.9) == .ends { decisions[.rules] = .goesOn }
    for (key, count) in wholes {
      guard
        let decision = count.decision(minimum: 4, share: 1).flatMap({ $0 == .free ? nil : $0 })
          ?? count.decision(minimum: 8, share: 0.98)
      else { continue }
      let general = partOf[key].flatMap { decisions[$0] } ?? .free
      if decision != general, key != partOf[key] { decisions[key] = decision }
    }
    decide(anyDigits, minimum: 8, share: 0.93)
    // Of numbers few tell already: they are no typing errors.
    for (key, count) in digits where !isDecided(key, decisions) {
      decisions[key] = count.decision(minimum: 1, share: 2 / 3).flatMap { $0 == .free ? nil : $0 }
    }
    decide(apostrophes, minimum: 2, share: 0.85)
    for kind in DotContext.Kind.allCases where kind != .word {
      for next in DotContext.Next.allCases {
        let prior = isReliable(kind) ? DotPrior(kind, next) : DotPrior()
        let token = Self.decision(dots[.dot(kind, next)], prior.token)
        let sentence = Self.decision(sentences[.sentence(kind, next)], prior.sentence)
        if token != .free { decisions[.dot(kind, next)] = token }
        if sentence != .free, next.isApart { decisions[.sentence(kind, next)] = sentence }
      }
    }
    return decisions
  }

  /// What counts tell, or the prior if they do not contradict it.
  private static func decision(
    _ count: Count?, _ prior: BoundaryRules.Decision
  ) -> BoundaryRules.Decision {
    guard let count, count.all >= 5 else { return prior }
    let decision = count.decision(minimum: 5, share: 0.9) ?? .free
    if decision == .free, count.decision(minimum: 5, share: 0.6) == prior { return prior }
    return decision
  }

  /// Whether the mark between runs of digits tells already.
  private func isDecided(
    _ digits: BoundaryKey, _ decisions: [BoundaryKey: BoundaryRules.Decision]
  ) -> Bool {
    decisions[.digits(0, UInt8(truncatingIfNeeded: digits.rawValue >> 6 & 63), 0)] != nil
  }

  /// Whether full stops mostly belong to such words.
  private func isReliable(_ kind: DotContext.Kind) -> Bool {
    guard let count = dotKinds[kind] else { return false }
    return 2 * count.goesOn > count.all
  }

  /// The words of each kind that only the places tell.
  func words() -> [BoundaryRules.WordKind: Set<[UInt8]>] {
    var words: [BoundaryRules.WordKind: Set<[UInt8]>] = [:]
    for (letters, count) in suffixes {
      let kind: BoundaryRules.WordKind =
        if count.ends >= (letters.count > 1 ? 2 : 3), count.ends >= 9 * count.goesOn {
          .suffix
        } else if count.ends > count.goesOn, count.ends > 2 || letters.count > 1,
          letters.first.map({ $0.isASCIIUppercase }) == false
        {
          .freeSuffix
        } else {
          .joinedSuffix
        }
      // What was seen once tells nothing of letters that may be a unit.
      let isShort = letters.count < 4 && letters.first.map { $0.isASCIILowercase } == true
      if kind == .suffix || kind == .freeSuffix && count.all > 1
        || kind == .joinedSuffix && isShort && count.all > 1
      {
        words[kind, default: []].insert(letters)
      }
    }
    words[.hyphened] = Set(
      hyphened.filter { $0.value.goesOn > 3 && $0.value.goesOn > 8 * $0.value.ends }.keys)
    words[.slashed] = Set(slashed.filter { $0.value.ends == 0 }.keys)
    words[.prefix] = Set(
      prefixes.filter { $0.value.ends > 1 && $0.value.ends > $0.value.goesOn }.keys)
    words[.cut] = Set(
      cuts.filter { form, count in
        count > 2 && count > uncut[form.filter { $0 != BoundaryRules.separator }, default: 0]
      }.keys)
    return words
  }
}

extension BoundaryRules {
  /// The bar, which no word of letters holds.
  static let separator: UInt8 = 0x7C

  /// A word that is cut, as the table holds it: in lower case, with a bar at the place.
  static func cutForm(
    _ text: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>
  ) -> [UInt8] {
    LetterCase.foldedBytes(text[left]) + [separator] + LetterCase.foldedBytes(text[right])
  }
}

/// What holds of a full stop after a word where the corpus tells too little, if such words mostly keep
/// theirs.
private struct DotPrior {
  var token = BoundaryRules.Decision.free
  var sentence = BoundaryRules.Decision.free

  init() {}

  init(_ kind: DotContext.Kind, _ next: DotContext.Next) {
    switch (kind, next) {
    case (.title, .number), (.title, .lowercase), (.title, .starter), (.title, .capitalized),
      (.abbreviation, .number), (.abbreviation, .lowercase), (.beforeNumber, .number),
      (.initial, .capitalized), (.initial, .starter), (.learned, .lowercase),
      (.letter, .capitalized), (.learned, .number), (.acronym, .lowercase):
      (token, sentence) = (.goesOn, .goesOn)
    case (.acronym, .starter): (token, sentence) = (.goesOn, .ends)
    case (.acronym, _): token = .goesOn
    case (.abbreviation, .starter), (.letter, .starter): sentence = .ends
    default: break
    }
  }
}

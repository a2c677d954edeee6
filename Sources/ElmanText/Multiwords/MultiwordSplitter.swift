/// Splits the surface forms of multiword tokens into their words, as a treebank does.
///
/// A form that was seen is split as it was most often; *Du* and *DU* follow *du*. Any other form is
/// split by its longest known ending: from *can't* → *ca n't* and *won't* → *wo n't* it follows that
/// *mustn't* is *must n't*. Typographic apostrophes count as the straight one, and stay in the words.
/// Whether a form is a multiword token at all is mostly for others to say.
///
/// ```swift
/// let splitter = MultiwordSplitter(learningFrom: sentences)
/// sentence.splitTokens { index, form in isMultiword[index] ? splitter.split(form) : nil }
/// ```
package struct MultiwordSplitter: Sendable, Hashable {
  /// Forms in lower case.
  var folded: [[UInt8]: Split] = [:]
  /// Forms that are split in another way than their lower case is.
  var exact: [[UInt8]: Split] = [:]
  /// Endings in lower case. What stands before the ending goes before the first word.
  private(set) var endings: [[UInt8]: Split] = [:]
  /// The most clitics that are taken off one word.
  private static let maximumClitics = 4
  /// The most bytes of an ending.
  private var longestEnding = 0
  /// Whether forms with an apostrophe are cut behind it, as Turkish *Ankara'da|ki* is and no English one.
  private var cutsBehindApostrophes = false

  /// How a form or an ending is split.
  struct Split: Sendable, Hashable {
    var words: [[UInt8]]
    /// Whether the form was never seen as a single word.
    var isCertain = false
  }

  /// A splitter that splits nothing.
  package init() {}

  /// Whether nothing can be split.
  package var isEmpty: Bool { folded.isEmpty && exact.isEmpty && endings.isEmpty }

  /// The words of a multiword token.
  ///
  /// - Parameter surface: the form as well-formed UTF-8.
  /// - Returns: the words, none of them empty; `nil` if nothing is known of the form and its ending.
  package func split(_ surface: some Collection<UInt8>) -> [[UInt8]]? {
    if let known = exact[Array(surface)] { return known.words }
    let scalars = Array(String(decoding: surface, as: UTF8.self).unicodeScalars)
    let plain = scalars.map { Self.isApostrophe($0) ? "'" : $0 }
    if plain != scalars, let words = split(plain.utf8) {
      return Self.carryApostrophes(from: scalars, to: words)
    }
    let form = LetterCase.folded(scalars).utf8
    guard let words = folded[form]?.words ?? wordsByEnding(of: form) else { return nil }
    return LetterCase.transfer(from: scalars, to: words.map(\.scalars)).map(\.utf8)
  }

  /// Whether a scalar is an apostrophe that is typed for the straight one.
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{2019}" || scalar == "\u{2018}" || scalar == "\u{2BC}"
  }

  /// The words with the apostrophes of the surface, as far as there are as many; those of a treebank
  /// that writes others stay as they are.
  private static func carryApostrophes(
    from surface: [Unicode.Scalar], to words: [[UInt8]]
  ) -> [[UInt8]] {
    var typed = surface.filter { isApostrophe($0) || $0 == "'" }[...]
    return words.map { word in
      word.scalars.map { $0 == "'" ? typed.popFirst() ?? $0 : $0 }.utf8
    }
  }

  /// Whether a form, whatever its case, was seen several times and always as a multiword token.
  package func alwaysSplits(_ surface: some Collection<UInt8>) -> Bool {
    let scalars = String(decoding: surface, as: UTF8.self).unicodeScalars
    return folded[LetterCase.folded(scalars).utf8]?.isCertain == true
  }

  /// Notes where the forms that were seen are cut, once all of them are there.
  mutating func noteApostrophes() {
    var (behind, all) = (0, 0)
    for (form, split) in folded {
      guard let tail = Self.tailCount(form) else { continue }
      all += 1
      // More than one letter behind the apostrophe belongs to the first word.
      if split.words.dropFirst().reduce(0, { $0 + $1.count }) + 1 < tail { behind += 1 }
    }
    // A few of hundreds are slips.
    cutsBehindApostrophes = behind > 1 && 20 * behind >= all
  }

  /// The bytes from the last apostrophe of a form on, if one stands before its end.
  private static func tailCount(_ form: [UInt8]) -> Int? {
    form.indices.reversed().lazy.compactMap { index in
      let rest = form[index...]
      let apostrophe = apostrophes.first { rest.starts(with: $0) }
      return apostrophe.flatMap { $0.count < rest.count ? rest.count : nil }
    }.first
  }

  /// The apostrophes as UTF-8, the straight one first.
  private static let apostrophes: [[UInt8]] = ["'", "\u{2019}", "\u{2018}", "\u{2BC}"].map {
    Array($0.utf8)
  }

  /// Adds an ending.
  ///
  /// - Returns: what the ending was before, if it was known.
  mutating func addEnding(_ ending: [UInt8], _ split: Split) -> Split? {
    longestEnding = max(longestEnding, ending.count)
    return endings.updateValue(split, forKey: ending)
  }

  /// The words by the longest known ending; what stands before a clitic may hold others, as I'd does in
  /// I'd've.
  private func wordsByEnding(of form: [UInt8]) -> [[UInt8]]? {
    var others: [[UInt8]] = []
    var form = form
    // What stands behind an apostrophe is no clitic where words go on there.
    for _ in 0..<(cutsBehindApostrophes ? 1 : Self.maximumClitics) {
      guard let words = wordsByLastEnding(of: form) else { break }
      others = words.dropFirst() + others
      // What a table of a damaged file makes longer is not looked at again.
      let isShorter = words[0].count < form.count
      form = words[0]
      guard isShorter, form.contains(ASCII.apostrophe), form.first != ASCII.apostrophe else {
        break
      }
      if let known = folded[form] { return known.words + others }
    }
    return others.isEmpty ? nil : [form] + others
  }

  /// What is taken off a form with an apostrophe holds it, unless the forms that were seen are cut behind it: so O'Dell
  /// stays whole in English.
  private func wordsByLastEnding(of form: [UInt8]) -> [[UInt8]]? {
    let least = cutsBehindApostrophes ? 1 : Self.tailCount(form) ?? 1
    for size in stride(from: min(longestEnding, form.count), through: least, by: -1) {
      guard let split = endings[Array(form.suffix(size))] else { continue }
      let first = form.dropLast(size) + split.words[0]
      if !first.isEmpty { return [Array(first)] + split.words.dropFirst() }
    }
    return nil
  }
}

extension [Unicode.Scalar] {
  /// The scalars as UTF-8.
  var utf8: [UInt8] {
    var bytes: [UInt8] = []
    for scalar in self { bytes += UTF8.encode(scalar).map { Array<UInt8>($0) } ?? [] }
    return bytes
  }
}

extension [UInt8] {
  /// The scalars of UTF-8.
  var scalars: [Unicode.Scalar] {
    Array<Unicode.Scalar>(String(decoding: self, as: UTF8.self).unicodeScalars)
  }
}

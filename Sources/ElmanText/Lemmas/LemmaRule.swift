/// How a lemma is made of a form: a lemma as it is, or an edit of the form's two ends.
///
/// An edit first sets the case of the form, then cuts scalars off its start and its end, and puts
/// others there: `lower 0 3 0 y` makes `fly` of `Flies`. As text, in which each rule is a label of a
/// tagger, this is the case, what is cut from the start, what from the end, how many scalars of the
/// rest are put before the form, and these and those put after it. `whole be` is a lemma as it is.
///
/// Reference: Straka, Straková and Hajič, 2019, UDPipe at SIGMORPHON 2019: Contextualized Embeddings,
/// Regularization with Morphological Categories, Corpora Merging (lemmatization as classification).
package struct LemmaRule: Sendable, Hashable {
  /// What is done to the case of a form.
  package enum Casing: String, Sendable, Hashable, CaseIterable {
    /// All in lower case.
    case lower
    /// As it is.
    case keep
    /// The first scalar in upper case, the others in lower case.
    case capital
    /// All in upper case.
    case upper
  }

  /// The two kinds of rules.
  enum Kind: Sendable, Hashable {
    case whole
    case edit(Casing, cutStart: Int, cutEnd: Int)
  }

  let kind: Kind
  /// What is put before the form; of whole lemmas, all.
  let prefix: [UInt8]
  /// What is put after it.
  let suffix: [UInt8]

  /// The rule that a lemma is its form.
  package static let unchanged = LemmaRule(casing: .keep, cutStart: 0, cutEnd: 0)

  /// A lemma as it is.
  package init(whole lemma: String) {
    kind = .whole
    prefix = Array(lemma.utf8)
    suffix = []
  }

  /// A rule of its parts.
  init(_ kind: Kind, prefix: [UInt8], suffix: [UInt8]) {
    (self.kind, self.prefix, self.suffix) = (kind, prefix, suffix)
  }

  /// Whether the lemma is the form, but for its case.
  package var isCasing: Bool {
    if case .edit(_, cutStart: 0, cutEnd: 0) = kind { return prefix.isEmpty && suffix.isEmpty }
    return false
  }

  /// Whether the form's start stays, but for its case.
  package var keepsStart: Bool {
    if case .edit(_, cutStart: 0, _) = kind { return prefix.isEmpty }
    return false
  }

  /// What the rule does to the case, to the start and to the end, each with a name; nothing of whole lemmas.
  package var parts: [[UInt8]] {
    guard case .edit(let casing, let cutStart, let cutEnd) = kind else { return [] }
    return [
      Array("case \(casing)".utf8), Array("start \(cutStart) ".utf8) + prefix,
      Array("end \(cutEnd) ".utf8) + suffix, Array("cut \(cutEnd)".utf8),
      Array("put ".utf8) + suffix,
    ]
  }

  /// Whether the lemma does not depend on the form.
  package var isWhole: Bool { kind == .whole }

  /// An edit.
  ///
  /// - Parameters:
  ///   - casing: what is done to the case, first.
  ///   - cutStart: how many scalars are cut off the start.
  ///   - cutEnd: how many off the end.
  ///   - prefix: what is put before the rest.
  ///   - suffix: what is put after it.
  package init(
    casing: Casing, cutStart: Int, cutEnd: Int, prefix: String = "", suffix: String = ""
  ) {
    precondition(cutStart >= 0 && cutEnd >= 0, "cuts of \(cutStart) and \(cutEnd) scalars")
    kind = .edit(casing, cutStart: cutStart, cutEnd: cutEnd)
    self.prefix = Array(prefix.utf8)
    self.suffix = Array(suffix.utf8)
  }

  /// Appends the lemma that the rule makes of a form.
  ///
  /// Where more is cut than there is, or nothing would be left, the form stays, in the rule's case.
  ///
  /// - Parameters:
  ///   - lemma: what it is appended to, UTF-8.
  ///   - form: the form, UTF-8.
  package func append(to lemma: inout [UInt8], lemmaOf form: UnsafeBufferPointer<UInt8>) {
    guard case .edit(let casing, let cutStart, let cutEnd) = kind else {
      lemma.append(contentsOf: prefix.isEmpty ? Array(form) : prefix)
      return
    }
    if form.allSatisfy({ $0 < 0x80 }) {
      let fits = cutStart + cutEnd <= form.count
      let range = fits ? cutStart..<form.count - cutEnd : 0..<form.count
      let isEmpty = range.isEmpty && prefix.isEmpty && suffix.isEmpty
      if fits { lemma.append(contentsOf: prefix) }
      for index in isEmpty ? form.indices : range {
        lemma.append(casing.applied(toASCII: form[index], isFirst: index == 0))
      }
      if fits { lemma.append(contentsOf: suffix) }
      return
    }
    let cased = casing.applied(to: String(decoding: form, as: UTF8.self).unicodeScalars)
    let rest = cased.dropFirst(cutStart).dropLast(cutEnd)
    let fits =
      cutStart + cutEnd <= cased.count
      && !(rest.isEmpty && prefix.isEmpty && suffix.isEmpty)
    if fits { lemma.append(contentsOf: prefix) }
    for scalar in fits ? rest : cased[...] {
      lemma.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
    if fits { lemma.append(contentsOf: suffix) }
  }

  /// The lemma that the rule makes of a form, UTF-8.
  package func lemma(of form: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var lemma: [UInt8] = []
    append(to: &lemma, lemmaOf: form)
    return lemma
  }

  /// The lemma that the rule makes of a form.
  package func lemma(of form: String) -> String {
    var bytes: [UInt8] = []
    var form = form
    form.withUTF8 { append(to: &bytes, lemmaOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension LemmaRule: CustomStringConvertible {
  /// The rule as text, from which it can be read.
  package var description: String {
    let before = String(decoding: prefix, as: UTF8.self)
    switch kind {
    case .whole: return "whole \(before)"
    case .edit(let casing, let cutStart, let cutEnd):
      let after = String(decoding: suffix, as: UTF8.self)
      return "\(casing) \(cutStart) \(cutEnd) \(before.unicodeScalars.count) \(before)\(after)"
    }
  }
}

extension LemmaRule.Casing {
  /// One letter of ASCII in this case.
  @inline(__always)
  func applied(toASCII byte: UInt8, isFirst: Bool) -> UInt8 {
    switch self {
    case .keep: byte
    case .lower: byte.asciiLowercased
    case .capital: isFirst ? byte.asciiUppercased : byte.asciiLowercased
    case .upper: byte.asciiUppercased
    }
  }

  /// A form in this case, by Unicode's mappings, which may make several scalars of one.
  func applied(to form: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for (index, scalar) in form.enumerated() {
      switch self {
      case .keep: result.append(scalar)
      case .lower: result += scalar.properties.lowercaseMapping.unicodeScalars
      case .capital:
        result +=
          (index == 0 ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping)
          .unicodeScalars
      case .upper: result += scalar.properties.uppercaseMapping.unicodeScalars
      }
    }
    return result
  }
}

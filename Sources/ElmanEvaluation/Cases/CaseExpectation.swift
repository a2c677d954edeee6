import Elman
import ElmanBytes
import ElmanText

/// What a model is to say of a case's text.
package enum CaseExpectation: Sendable {
  /// A word or several, and what stands at them.
  package struct Pair: Sendable, Hashable {
    /// The words as they stand in the text.
    package let text: Spelling
    /// The lemma, label or type.
    package let value: Spelling
  }

  /// All words, sentence by sentence; whether it matters where sentences end.
  case words([[Spelling]], endsMatter: Bool)
  /// Words that are there.
  case whole([Spelling])
  /// The number of sentences.
  case sentenceCount(Int)
  /// Values of words in a column.
  case values(TagColumn, [Pair])
  /// Spans with their types, and spans that are no entity.
  case entities([Pair], none: [Spelling])
  /// How a text sounds.
  case sentiment(Sentiment)
  /// The label of a text.
  case label(Spelling)

  /// Sides of the scale of sentiment, and what of it they take up.
  package enum Sentiment: String, Sendable, CaseIterable {
    case positive = "+"
    case negative = "-"
    case neither = "0"

    /// The scores that are right. Those near 0 are neither, and a clear side begins before neither ends, so
    /// that a case in doubt may be written either way.
    package var scores: ClosedRange<Float> {
      switch self {
      case .positive: Float(0.1).nextUp...1
      case .negative: -1...Float(-0.1).nextDown
      case .neither: -0.25...0.25
      }
    }
  }

  /// Why a text is no expectation.
  package struct Malformed: Error {
    /// What was to be there.
    package let expected: String
    /// What is there.
    package let found: String
  }

  /// Reads what is expected of a kind.
  package init(_ kind: CaseKind, _ text: String) throws(Malformed) {
    let words = text.unicodeScalars.split(separator: " ").map(String.init)
    guard !words.isEmpty else {
      throw Malformed(expected: "what is right in the third column", found: "nothing")
    }
    switch kind {
    case .tokens:
      let sentences = words.split { Self.separators.contains(Spelling($0)) }.map {
        $0.map { Spelling($0) }
      }
      self = .words(sentences, endsMatter: sentences.count > 1)
    case .whole: self = .whole(words.map { Spelling($0) })
    case .sentences:
      guard words.count == 1, let count = Int(words[0]), count > 0 else {
        throw Malformed(expected: "a number of sentences", found: text.quoted)
      }
      self = .sentenceCount(count)
    case .lemma, .upos, .xpos, .feats:
      guard let column = kind.column else { preconditionFailure("\(kind) has no column") }
      // Features hold the sign themselves, forms do so in the other columns.
      let pairs = try Self.pairs(words, form: "word=value", atFirst: kind == .feats)
      if let spaced = pairs.first(where: { $0.text.text.utf8.contains(0x20) }) {
        throw Malformed(expected: "word=value, with one word each", found: spaced.text.text.quoted)
      }
      if column == .feats {
        for pair in pairs {
          do throws(FeatureSet.Fault) {
            _ = try FeatureSet(checking: pair.value.text.utf8)
          } catch { throw Malformed(expected: error.expected, found: pair.value.text.quoted) }
        }
      }
      self = .values(column, pairs)
    case .entity:
      let pairs = try Self.pairs(words, form: "span=TYPE")
      let isNone = { (pair: Pair) in pair.text == Spelling("none") }
      self = .entities(
        pairs.filter { !isNone($0) }, none: pairs.filter(isNone).map(\.value))
    case .sentiment:
      guard words.count == 1, let side = Sentiment(rawValue: words[0]) else {
        throw Malformed(expected: "+, - or 0", found: text.quoted)
      }
      self = .sentiment(side)
    case .label: self = .label(Spelling(text))
    }
  }

  private static let separators = [Spelling("||"), Spelling("‖")]

  /// `word=value` again and again; what stands before the sign may hold spaces.
  private static func pairs(
    _ words: [String], form: String, atFirst: Bool = false
  ) throws(Malformed) -> [Pair] {
    var pairs: [Pair] = []
    var before: [String] = []
    for word in words {
      let scalars = word.unicodeScalars
      let isSign = { (scalar: Unicode.Scalar) in scalar == "=" }
      guard
        let sign = atFirst ? scalars.firstIndex(where: isSign) : scalars.lastIndex(where: isSign)
      else {
        before.append(word)
        continue
      }
      before.append(String(scalars[..<sign]))
      let value = String(scalars[scalars.index(after: sign)...])
      let text = before.joined(separator: " ")
      guard !text.isEmpty, !value.isEmpty else {
        throw Malformed(expected: form, found: word.quoted)
      }
      pairs.append(Pair(text: Spelling(text), value: Spelling(value)))
      before = []
    }
    guard before.isEmpty else {
      throw Malformed(expected: form, found: before.joined(separator: " ").quoted)
    }
    return pairs
  }
}

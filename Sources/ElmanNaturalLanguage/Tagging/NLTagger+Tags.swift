import Elman
import ElmanText

extension NLTagger {
  /// The unit that an index is in.
  ///
  /// - Returns: an empty range at the end of the text.
  public func tokenRange(at index: String.Index, unit: NLTokenUnit) -> Range<String.Index> {
    tag(at: index, unit: unit, scheme: .tokenType).1
  }

  /// The units that a range touches, from the first one's start to the last one's end.
  public func tokenRange(
    for range: Range<String.Index>, unit: NLTokenUnit
  ) -> Range<String.Index> {
    let text = text()
    let bytes = text.places.characters(in: range)
    var found: Range<Int>?
    forEachUnit(unit, in: bytes, .tokenType, []) { _, bytes in
      found = (found?.lowerBound ?? bytes.lowerBound)..<bytes.upperBound
      return true
    }
    return text.places.range(found ?? bytes.lowerBound..<bytes.lowerBound)
  }

  /// The tag of the unit that an index is in, and that unit.
  ///
  /// - Returns: no tag where the scheme has none for it, and an empty range at the end of the text.
  public func tag(
    at index: String.Index, unit: NLTokenUnit, scheme: NLTagScheme
  ) -> (NLTag?, Range<String.Index>) {
    let places = text().places
    let offset = places.characterStart(around: places.offset(of: index))
    guard offset < places.string.utf8.count else {
      return (nil, places.string.endIndex..<places.string.endIndex)
    }
    var result: (NLTag?, Range<Int>) = (nil, offset..<offset)
    forEachUnit(unit, in: offset..<offset + 1, scheme, []) { tag, bytes in
      result = (tag, bytes)
      return false
    }
    return (result.0, places.range(result.1))
  }

  /// The tags of the units that a range touches, in the order of the text.
  public func tags(
    in range: Range<String.Index>, unit: NLTokenUnit, scheme: NLTagScheme, options: Options = []
  ) -> [(NLTag?, Range<String.Index>)] {
    var tags: [(NLTag?, Range<String.Index>)] = []
    enumerateTags(in: range, unit: unit, scheme: scheme, options: options) { tag, range in
      tags.append((tag, range))
      return true
    }
    return tags
  }

  /// Calls `block` for each unit that a range touches, until it returns `false`.
  ///
  /// - Parameters:
  ///   - range: a range of ``string``.
  ///   - unit: what is tagged.
  ///   - scheme: what is asked for.
  ///   - options: what of the words is left out and put together.
  ///   - block: takes the tag, which is `nil` where the scheme has none, and where the unit stands.
  public func enumerateTags(
    in range: Range<String.Index>, unit: NLTokenUnit, scheme: NLTagScheme, options: Options = [],
    using block: (NLTag?, Range<String.Index>) -> Bool
  ) {
    let places = text().places
    forEachUnit(unit, in: places.characters(in: range), scheme, options) { tag, bytes in
      block(tag, places.range(bytes))
    }
  }

  /// The most probable tags of the unit that an index is in with their probabilities, and that unit.
  ///
  /// - Parameters:
  ///   - index: an index of ``string``.
  ///   - unit: what is tagged.
  ///   - scheme: what is asked for.
  ///   - maximumCount: the most tags to tell.
  public func tagHypotheses(
    at index: String.Index, unit: NLTokenUnit, scheme: NLTagScheme, maximumCount: Int
  ) -> ([String: Double], Range<String.Index>) {
    let text = text()
    let (tag, range) = tag(at: index, unit: unit, scheme: scheme)
    if range.isEmpty || maximumCount <= 0 { return ([:], range) }
    let all =
      answers(of: scheme, text).hypotheses(
        unit: unit, text.places.characters(in: range), maximumCount)
      ?? tag.map { [$0.rawValue: 1] } ?? [:]
    let best = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(maximumCount)
    return (
      Dictionary(best.map { ($0.key, min(1, $0.value)) }, uniquingKeysWith: { one, _ in one }),
      range
    )
  }

  private func answers(of scheme: NLTagScheme, _ text: TextCutter) -> SchemeAnswers {
    if let known = answers[scheme] { return known }
    let columns = Set(([scheme] + tagSchemes).flatMap { SchemeAnswers.columns(of: $0) })
    let new = SchemeAnswers(
      scheme, text, columns: TagColumn.allCases.filter(columns.contains),
      models: models(forTagScheme: scheme), gazetteers: gazetteers(for: scheme))
    answers[scheme] = new
    return new
  }

  /// Calls `body` with the tag and the bytes of each unit that a range touches, until it returns `false`.
  private func forEachUnit(
    _ unit: NLTokenUnit, in bytes: Range<Int>, _ scheme: NLTagScheme, _ options: Options,
    _ body: (NLTag?, Range<Int>) -> Bool
  ) {
    let text = text()
    let answers = answers(of: scheme, text)
    if unit == .word {
      answers.forEachWord(in: bytes, options, body)
    } else {
      text.forEach(unit, in: bytes) { body(answers.tag(of: $0.bytes, unit), $0.bytes) }
    }
  }
}

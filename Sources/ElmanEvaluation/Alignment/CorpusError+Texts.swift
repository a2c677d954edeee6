import ElmanCorpora

extension CorpusError {
  /// The first difference of two texts that are not the same.
  init(firstDifferenceOf gold: AnnotatedText, and system: AnnotatedText) {
    var place = zip(gold.characters, system.characters).prefix { $0 == $1 }.count
    // The first differing byte may be inside a scalar.
    while place > 0, place < gold.characters.count, gold.characters[place] & 0xC0 == 0x80 {
      place -= 1
    }
    self = .differentTexts(
      gold: gold.path, goldLine: gold.line(at: place), expected: gold.excerpt(from: place),
      system: system.path, systemLine: system.line(at: place),
      found: system.excerpt(from: place))
  }
}

extension AnnotatedText {
  /// The line of the token at a place, or of the last one.
  fileprivate func line(at place: Int) -> Int {
    (tokens.first { $0.span.upperBound > place } ?? tokens.last)?.line ?? 0
  }

  fileprivate func excerpt(from place: Int) -> String {
    var excerpt = String.UnicodeScalarView()
    // A scalar has at most four bytes.
    let text = String(decoding: characters[place...].prefix(80), as: UTF8.self)
    excerpt.append(contentsOf: text.unicodeScalars.prefix(20))
    return String(excerpt)
  }
}

/// Why two annotations cannot be compared.
public enum RawTextScoreError: Error, Equatable, Sendable {
  /// The texts differ, spaces aside: from the lines on, the gold text is as expected, the system's as
  /// found.
  case differentTexts(
    gold: String, goldLine: Int, expected: String, system: String, systemLine: Int, found: String)
}

extension RawTextScoreError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .differentTexts(
      let gold, let goldLine, let expected, let system, let systemLine, let found):
      "\(Self.place(system, systemLine)): expected the text \(Self.shown(expected)), as in "
        + "\(Self.place(gold, goldLine)), found \(Self.shown(found))"
    }
  }

  /// A file and a line, if there is one.
  private static func place(_ path: String, _ line: Int) -> String {
    line > 0 ? "\(path):\(line)" : path
  }

  private static func shown(_ text: String) -> String {
    text.isEmpty ? "its end" : "'\(text)'"
  }
}

extension RawTextScoreError {
  /// The first difference of two texts that are not the same.
  init(gold: AnnotatedText, system: AnnotatedText) {
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

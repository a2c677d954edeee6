import Elman
import ElmanText

/// Cuts a text into units of any kind, and reads no more of it than is asked for.
final class TextCutter {
  /// A unit of a text.
  struct Unit {
    let bytes: Range<Int>
    /// Of words, what they are by their characters.
    let kind: PieceKind?
  }

  let places: TextPlaces
  /// Stretches of the text in languages that were set.
  private let languages: [TextReading.Stretch]
  /// The language of what is in none of these.
  private(set) lazy var dominantLanguage = known ?? TextLanguage.language(of: unknown)
  private let known: NLLanguage?
  private var reading: TextReading?

  /// - Parameters:
  ///   - string: the text.
  ///   - languages: stretches of it in known languages, the later ones going before.
  ///   - language: the language of the rest, if it is known.
  init(
    _ string: String, languages: [(Range<String.Index>, NLLanguage)] = [],
    language: NLLanguage? = nil
  ) {
    let places = TextPlaces(string)
    self.places = places
    self.languages = languages.map {
      TextReading.Stretch(bytes: places.characters(in: $0.0), language: $0.1)
    }
    known = language
  }

  /// The beginning of what is in no known language.
  private var unknown: String {
    if languages.isEmpty { return places.string }
    var text = ""
    var end = 0
    let count = places.string.utf8.count
    for stretch in languages.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
      if stretch.bytes.lowerBound > end {
        text += places.string[places.range(end..<stretch.bytes.lowerBound)]
      }
      end = max(end, stretch.bytes.upperBound)
      if text.utf8.count > NLLanguageRecognizer.readBytes { return text }
    }
    if end < count { text += places.string[places.range(end..<count)] }
    return text
  }

  /// The text, read with some columns at least.
  func reading(_ columns: [TagColumn] = []) -> TextReading {
    if let reading, columns.allSatisfy(reading.columns.contains) { return reading }
    let all = TagColumn.allCases.filter {
      columns.contains($0) || reading?.columns.contains($0) == true
    }
    let new = TextReading(places, stretches: stretches(), columns: all)
    reading = new
    return new
  }

  /// The unit that a byte is in; `nil` behind the text.
  func unit(_ kind: NLTokenUnit, at offset: Int) -> Unit? {
    let count = places.string.utf8.count
    guard offset < count else { return nil }
    switch kind {
    case .word:
      let reading = reading()
      guard let number = reading.piece(at: offset) else { return nil }
      let pieces = reading.tokens(around: number..<number + 1)
      return Unit(
        bytes: reading.pieces[pieces.lowerBound]
          .lower..<reading.pieces[pieces.upperBound - 1].upper,
        kind: reading.pieces[number].kind)
    case .sentence:
      let reading = reading()
      return reading.sentence(at: offset).map {
        Unit(bytes: reading.sentences[$0].bytes, kind: nil)
      }
    case .paragraph:
      var string = places.string
      let bytes = string.withUTF8 { TextUnits.line(at: offset, of: $0) }
      return Unit(bytes: bytes, kind: nil)
    case .document: return Unit(bytes: 0..<count, kind: nil)
    }
  }

  /// Calls `body` for each unit that a range touches, until it returns `false`.
  func forEach(_ kind: NLTokenUnit, in range: Range<Int>, _ body: (Unit) -> Bool) {
    var offset = range.lowerBound
    while offset < range.upperBound, let unit = unit(kind, at: offset) {
      if !body(unit) { return }
      offset = unit.bytes.upperBound
    }
  }

  /// The text in stretches of one language each.
  private func stretches() -> [TextReading.Stretch] {
    let count = places.string.utf8.count
    func rest(_ bytes: Range<Int>) -> TextReading.Stretch {
      TextReading.Stretch(bytes: bytes, language: dominantLanguage ?? .undetermined)
    }
    if languages.isEmpty { return count == 0 ? [] : [rest(0..<count)] }
    var bounds = Set([0, count])
    for stretch in languages {
      bounds.formUnion([stretch.bytes.lowerBound, stretch.bytes.upperBound])
    }
    let sorted = bounds.sorted()
    var result: [TextReading.Stretch] = []
    for (lower, upper) in zip(sorted, sorted.dropFirst()) {
      let set = languages.last { $0.bytes.contains(lower) }
      let next =
        set.map { TextReading.Stretch(bytes: lower..<upper, language: $0.language) }
        ?? rest(lower..<upper)
      // What is in one language is read as one.
      if let last = result.last, last.language == next.language {
        result[result.count - 1] = TextReading.Stretch(
          bytes: last.bytes.lowerBound..<upper, language: next.language)
      } else {
        result.append(next)
      }
    }
    return result
  }
}

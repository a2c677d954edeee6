import Elman
import ElmanBytes
import ElmanStreams
import ElmanText

/// What schemes say of sentences, paragraphs and whole texts.
extension SchemeAnswers {
  /// The tag of a unit.
  func tag(of bytes: Range<Int>, _ unit: NLTokenUnit) -> NLTag? {
    let string = String(text.places.string[text.places.range(bytes)])
    if !models.isEmpty {
      let language = language(of: bytes, string)
      if let label = model(.classifier, language)?.predictedLabel(for: string) {
        return NLTag(label)
      }
    }
    return switch scheme {
    case .language: language(of: bytes, string).map { NLTag($0.rawValue) }
    case .script: script(of: bytes)
    case .sentimentScore: sentiment(of: string, bytes)
    default: nil
    }
  }

  /// The language of a unit: that which was set for it, or else its own, if it leaves no doubts, or else that of the text.
  private func language(of bytes: Range<Int>, _ string: String) -> NLLanguage? {
    let reading = reading
    let stretch = reading.stretches.last { $0.bytes.lowerBound <= bytes.lowerBound }
    if reading.stretches.count > 1 || bytes == 0..<reading.count { return stretch?.language }
    let recognizer = NLLanguageRecognizer()
    recognizer.processString(string)
    guard let best = recognizer.dominantLanguage,
      recognizer.languageHypotheses(withMaximum: 1)[best] ?? 0 >= TextLanguage.believed
    else { return stretch?.language }
    return best
  }

  /// The script that most letters are in.
  func script(of bytes: Range<Int>) -> NLTag? {
    var counts: [Script: Int] = [:]
    let piece = text.places.string[text.places.range(bytes)]
    for scalar in piece.unicodeScalars where scalar.properties.isAlphabetic {
      let script = Script(scalar.value)
      if script != .other { counts[script, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    guard let best else { return nil }
    switch best.key {
    // Writing systems of several scripts have codes of their own.
    case .kana: return NLTag("Jpan")
    case .hangul: return NLTag("Kore")
    case .han:
      if counts[.kana] != nil || text.dominantLanguage == .japanese { return NLTag("Jpan") }
      return NLTag(ChineseCharacters.areTraditional(in: piece.utf8) ? "Hant" : "Hans")
    default: return NLTag(best.key.rawValue)
    }
  }

  /// The score of a text, from -1 to 1, with four digits as the command writes it; none of one in another language than English, and
  /// of one that says nothing.
  private func sentiment(of string: String, _ bytes: Range<Int>) -> NLTag? {
    let language = reading.stretches.last { $0.bytes.lowerBound <= bytes.lowerBound }?.language
    guard language == .english || language == .undetermined,
      string.unicodeScalars.contains(where: {
        $0.properties.isAlphabetic || $0.properties.isEmojiPresentation || $0.value == 0x2764
      }) || string.utf8.contains(where: PieceKind.isEmoticonMark)
    else { return nil }
    guard let score = ShippedModels.shared.sentiment?.classify(string).sentiment else { return nil }
    var digits: [UInt8] = []
    digits.append(share: score)
    return NLTag(String(decoding: digits, as: UTF8.self))
  }
}

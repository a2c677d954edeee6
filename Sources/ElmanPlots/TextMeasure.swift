/// How wide text is, about: nobody knows the reader's font, so widths are those of a wide one.
enum TextMeasure {
  /// The width in pixels.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) } * size
  }

  /// The text in lines of at most `width` pixels; a word that is wider has a line of its own.
  static func lines(_ text: String, size: Double, width limit: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(last + " " + word, size: size) <= limit {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", ".", ",", ":", ";", "'", "|", "!", "I": 0.34
    case " ", "f", "t", "r", "(", ")", "[", "]", "/", "-": 0.44
    case "m", "w", "M", "W", "@", "%", "—": 1
    case "A"..."Z", "&", "+", "=", "<", ">", "×": 0.78
    case _ where scalar.properties.generalCategory == .nonspacingMark: 0
    case _ where scalar.value >= 0x2E80: 1.1
    default: 0.64
    }
  }
}

// What a file, a name or an argument says is not trusted, and a terminal obeys what it is sent. This is
// the one place that tells what does no harm there or in a log.

extension Unicode.Scalar {
  /// Whether the scalar shows itself and does no more than that: it neither steers a terminal nor breaks
  /// a line nor turns the direction of text, nor is it a mark that is never seen.
  ///
  /// Those unseen marks are harmless that words are written with: joiners, soft hyphens, the spaces of no
  /// width between words of Thai or Khmer, and the tags of emoji.
  package var isHarmless: Bool {
    switch value {
    case 0x20...0x7E: true
    // Controls, and separators of lines and paragraphs.
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x2029: false
    // Marks of direction.
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: false
    // Other unseen marks: of formulas, of old formats, the byte-order mark, annotations, shorthand, scores,
    // languages.
    case 0x2061...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3,
      0x1D173...0x1D17A, 0xE0001:
      false
    default: true
    }
  }

  /// Whether the scalar is a control character or separates lines or paragraphs.
  package var isControl: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x2029: true
    default: false
    }
  }

  /// The scalar, or where it could do harm one that stands for it: the picture of a control character,
  /// else U+FFFD.
  package var picture: Unicode.Scalar {
    if isHarmless { return self }
    return switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }

  /// The scalar's number, such as `\u{1b}`.
  package var escape: String { "\\u{\(String(value, radix: 16))}" }
}

extension StringProtocol {
  /// The text as one line that does no harm: scalars that could are written by their numbers, such as
  /// `\u{1b}`.
  package var harmless: String {
    guard unicodeScalars.contains(where: { !$0.isHarmless }) else { return String(self) }
    var line = ""
    for scalar in unicodeScalars {
      if scalar.isHarmless {
        line.unicodeScalars.append(scalar)
      } else {
        line += scalar.escape
      }
    }
    return line
  }

  /// The same, and of a long text only the start: fit for a message.
  package var onOneLine: String {
    let limit = 1_000
    let start = unicodeScalars.prefix(limit)
    let line = String(String.UnicodeScalarView(start)).harmless
    return start.endIndex < unicodeScalars.endIndex ? line + "…" : line
  }
}

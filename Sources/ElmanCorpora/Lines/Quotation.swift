import ElmanBytes
import ElmanText

extension StringProtocol {
  /// The text inside a message: short, on one line, in quotation marks.
  package var quoted: String {
    let limit = 40
    var quoted = "'"
    for (count, scalar) in unicodeScalars.enumerated() {
      if count == limit {
        quoted += "…"
        break
      }
      switch scalar {
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\n": quoted += "\\n"
      case _ where !scalar.isHarmless: quoted += "\u{FFFD}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}

extension LookAlikes {
  /// Texts that look alike in quotation marks, each with the code points by which it differs.
  package static func quoted(_ texts: [String]) -> [String] {
    zip(texts, differences(texts)).map { text, difference in
      difference.isEmpty ? text.quoted : "\(text.quoted) (\(difference))"
    }
  }
}

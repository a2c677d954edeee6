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

extension StringProtocol {
  /// The text inside a message: short, on one line, in quotation marks.
  var quoted: String {
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
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        quoted += "\u{FFFD}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}

/// A scalar as Unicode names it, such as `U+00A0`.
func codePoint(_ scalar: UInt32) -> String {
  let digits = String(scalar, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
}

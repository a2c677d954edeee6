/// A number as `digits` · 10^`exponent`, such as 15 · 10^-1, whose text is exact.
struct DecimalNumber: Hashable {
  let digits: Int
  let exponent: Int

  var value: Double {
    exponent >= 0
      ? Double(digits) * Self.power(exponent) : Double(digits) / Self.power(-exponent)
  }

  /// The number with separated thousands, as in `10,000` and `0.25`; or with a power of ten,
  /// `2 × 10⁻⁷`, where there would be too many zeros.
  var text: String {
    if digits == 0 { return "0" }
    return exponent > 6 || exponent < -4 || magnitude > 6 ? scientific : plain
  }

  /// 10^`exponent` for an exponent that is not negative.
  static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { result, _ in result * 10 }
  }

  /// The exponent of the first digit.
  private var magnitude: Int { String(digits.magnitude).count - 1 + exponent }

  private var sign: String { digits < 0 ? "−" : "" }

  private var plain: String {
    var text = String(digits.magnitude)
    guard exponent < 0 else {
      return sign + Self.separated(text + String(repeating: "0", count: exponent))
    }
    text = String(repeating: "0", count: max(0, 1 - exponent - text.count)) + text
    return sign + Self.separated(String(text.dropLast(-exponent))) + "." + text.suffix(-exponent)
  }

  private var scientific: String {
    var text = String(digits.magnitude)
    let power = magnitude
    while text.count > 1 && text.last == "0" { text.removeLast() }
    if text.count > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
    let raised = "10" + String(power).map { Self.superscripts[$0] ?? String($0) }.joined()
    return sign + (text == "1" ? raised : "\(text) × \(raised)")
  }

  private static let superscripts: [Character: String] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
    "8": "⁸", "9": "⁹",
  ]

  private static func separated(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

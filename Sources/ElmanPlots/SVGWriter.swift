/// Writes the elements of an SVG document.
struct SVGWriter {
  private(set) var text = ""
  private var openElements: [String] = []

  /// A value of an attribute.
  enum Value {
    case text(String)
    case number(Double)
  }

  /// Opens an element.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, Value> = [:]) {
    writeStart(name, attributes, end: ">\n")
    openElements.append(name)
  }

  /// Closes the element opened last.
  mutating func close() {
    guard let name = openElements.popLast() else { return }
    text += "</\(name)>\n"
  }

  /// Writes an element without content.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, Value>) {
    writeStart(name, attributes, end: "/>\n")
  }

  /// Writes an element with text in it.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, Value> = [:], content: String
  ) {
    writeStart(name, attributes, end: ">")
    text += Self.escaped(content) + "</\(name)>\n"
  }

  private mutating func writeStart(
    _ name: String, _ attributes: KeyValuePairs<String, Value>, end: String
  ) {
    text += "<" + name
    for (name, value) in attributes {
      switch value {
      case .text(let value): text += " \(name)=\"\(Self.escaped(value))\""
      case .number(let value): text += " \(name)=\"\(Self.number(value))\""
      }
    }
    text += end
  }

  /// A number with at most two digits after the point; a picture needs no more.
  static func number(_ value: Double) -> String {
    let hundredths = Int((max(-1e9, min(1e9, value)) * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = (hundredths < 0 ? "-" : "") + String(whole)
    if rest > 0 {
      text += rest < 10 ? ".0\(rest)" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest)"
    }
    return text
  }

  /// The text as XML may hold it. Characters that XML has no place for become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

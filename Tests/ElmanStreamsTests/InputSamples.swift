@testable import ElmanStreams

/// Random inputs of every form, with all that makes offsets hard to count.
struct InputSamples {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private static let words = [
    "Obama's", "e\u{301}té", "👩‍👩‍👧", "日本", "a\rb", "don't", "x\u{A0}y", "Zoe\u{308}", "😴", "a", ".",
  ]

  /// An input with or without a byte-order mark.
  mutating func input(_ format: InputFormat) -> String {
    var text = one(of: ["\u{FEFF}", "", ""])
    for _ in 0..<number(below: 30) {
      switch format {
      case .text, .presegmented, .horizontal:
        text += one(of: Self.words) + one(of: [" ", "\t", "  ", lineEnd(), lineEnd() + lineEnd()])
      case .vertical:
        text += one(of: Self.words) + one(of: ["", "\tNN", "\t😴\té", "\t"]) + lineEnd()
        text += one(of: ["", "", lineEnd(), lineEnd() + lineEnd()])
      default: text += block()
      }
    }
    return text
  }

  private mutating func block() -> String {
    var text = one(of: ["", "", lineEnd()]) + one(of: ["", "# c 😴" + lineEnd()])
    var word = 0
    for _ in 0...number(below: 4) {
      let token = one(of: Self.words.filter { $0 != "a\rb" })
      if number(below: 2) == 0 {
        text += row("\(word + 1)-\(word + 2)", token)
        text += row("\(word + 1)", String(token.prefix(1))) + row("\(word + 2)", "'s")
        word += 2
      } else {
        word += 1
        text += row("\(word)", token)
        if number(below: 4) == 0 { text += row("\(word).1", "né") }
      }
    }
    return text + lineEnd()
  }

  private mutating func row(_ id: String, _ form: String) -> String {
    "\(id)\t\(form)\t_\té\t_\t_\t_\t_\t_\t" + one(of: ["_", "SpaceAfter=No", "A=😴"]) + lineEnd()
  }

  private mutating func lineEnd() -> String { one(of: ["\n", "\n", "\r\n"]) }

  private mutating func one(of choices: [String]) -> String {
    choices[number(below: choices.count)]
  }

  private mutating func number(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}

import ElmanBytes
import ElmanCorpora
import ElmanText

extension FuzzTarget {
  /// What is shown of names, labels and arguments, on a terminal and in logs.
  static let foreignText = FuzzTarget(
    name: "foreign-text",
    seeds: [
      FuzzInput.seed("train.conllu"), FuzzInput.seed("B-PER\nerror: all is lost\u{1B}[2J"),
      FuzzInput.seed(
        "\u{202E}txt.exe\u{2066}\u{2069}\u{200F}\u{61C}\u{2028}\u{2029}\u{85}\u{9B}0m"),
      FuzzInput.seed(
        "👩‍👩‍👧 🏴\u{E0067}\u{E0062}\u{E007F} ❤\u{FE0F} می\u{200C}خواهم co\u{AD}op \u{FEFF}\r\n\t"),
      [0, 0x9B, 0x41, 0xC2, 0xE2, 0x80, 0xE2, 0x80, 0xAE, 0x00, 0x7F],
    ],
    dictionary: [
      "\u{1B}[", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2066}",
      "\u{2069}", "\u{200D}", "\u{200E}", "\u{61C}", "\u{FEFF}", "\u{E0001}", "\\u{1b}",
    ]
  ) { (input) throws(FuzzFinding) in
    let text = String(decoding: FuzzInput(input).bytes, as: UTF8.self)
    let line = text.harmless
    let picture = String(String.UnicodeScalarView(text.unicodeScalars.map(\.picture)))
    for shown in [line, text.onOneLine, text.quoted, picture] {
      let harm = shown.unicodeScalars.first { scalar in
        let category = scalar.properties.generalCategory
        return [.control, .lineSeparator, .paragraphSeparator].contains(category)
          || scalar.properties.isBidiControl
      }
      try expect(harm == nil, "\(shown) shows \(harm?.escape ?? "")")
    }
    try expect(line.harmless.utf8.elementsEqual(line.utf8), "'\(line)' is changed once more")
    try expect(
      picture.unicodeScalars.count == text.unicodeScalars.count, "\(picture) has another length")
    let letters = String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " "
        }))
    try expect(
      letters.harmless.utf8.elementsEqual(letters.utf8), "the letters '\(letters)' are changed")
  }
}

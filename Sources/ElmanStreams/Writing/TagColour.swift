/// The colour of a tag on a terminal, always the same for one tag.
struct TagColour: Sendable {
  /// What switches the colour on.
  let start: [UInt8]
  /// What switches every colour off.
  static let end = Array("\u{1B}[0m".utf8)

  init(tag: String) {
    start = Array("\u{1B}[\(Self.code(of: tag))m".utf8)
  }

  private static func code(of tag: String) -> String {
    switch tag {
    case "NOUN": "34"
    case "PROPN": "1;34"
    case "PRON": "36"
    case "VERB": "31"
    case "AUX": "35"
    case "ADJ": "32"
    case "ADV": "33"
    case "NUM": "1;36"
    case "INTJ": "1;33"
    case "DET", "ADP", "CCONJ", "SCONJ", "PART": "90"
    case "PUNCT", "SYM", "X": "2"
    default: "\(31 + tag.utf8.reduce(0) { ($0 * 31 + Int($1)) % 6 })"
    }
  }
}

/// What a piece of text is by its characters.
enum PieceKind: UInt8 {
  /// It has a letter or digit.
  case word
  /// All of it are marks.
  case punctuation
  case whitespace
  /// A symbol or emoji.
  case other

  init(_ bytes: some Collection<UInt8>) {
    var kind = PieceKind.punctuation
    if bytes.allSatisfy({ $0 < 0x80 }) {
      for byte in bytes {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
          self = .word
          return
        case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="),
          UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"),
          UInt8(ascii: "~"):
          kind = .other
        default: break
        }
      }
      self = kind
      return
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        self = .word
        return
      case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .privateUse, .unassigned:
        kind = .other
      default: break
      }
    }
    self = kind
  }

  /// Whether a byte may be a part of an emoticon, which says something without letters.
  static func isEmoticonMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }

  /// The tag of the scheme of token types.
  var tag: NLTag {
    switch self {
    case .word: .word
    case .punctuation: .punctuation
    case .whitespace: .whitespace
    case .other: .other
    }
  }

  /// Whether options leave pieces of this kind out.
  func isOmitted(by options: NLTagger.Options) -> Bool {
    switch self {
    case .word: options.contains(.omitWords)
    case .punctuation: options.contains(.omitPunctuation)
    case .whitespace: options.contains(.omitWhitespace)
    case .other: options.contains(.omitOther)
    }
  }
}

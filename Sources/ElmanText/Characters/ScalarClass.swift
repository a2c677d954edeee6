import CUtf8proc

/// What a Unicode scalar is to the tokenizer.
enum ScalarClass: Sendable {
  /// A letter of a script that separates words by spaces, or of one whose runs stay whole.
  case letter
  /// A Chinese character: a token of its own.
  case han
  /// Hiragana or katakana: runs stay whole.
  case kana
  case digit
  /// A combining mark or an invisible format character: stays with what precedes it.
  case mark
  case whiteSpace
  /// A closing bracket or quotation mark.
  case closing
  /// An opening bracket or quotation mark.
  case opening
  /// A mark that ends sentences.
  case terminator
  case symbol

  /// Classifies a scalar.
  init(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80:
      self = ScalarClass(ascii: UInt8(truncatingIfNeeded: scalar))
      return
    case _ where Self.isWhiteSpace(scalar):
      self = .whiteSpace
      return
    case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      self = .han
      return
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF,
      0xFF66...0xFF9D:
      self = .kana
      return
    case 0x2026, 0x203C, 0x2047...0x2049, 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61, 0x0964, 0x0965,
      0x061F, 0x06D4, 0x055E, 0x0589, 0x104A, 0x104B, 0x17D4, 0x17D5, 0x1362, 0x1367, 0x1368:
      self = .terminator
      return
    case 0x2019, 0x201D:
      self = .closing
      return
    case 0x2018, 0x201A, 0x201C, 0x201E:
      self = .opening
      return
    case 0xFFFD:
      // It stands for bytes that were lost, mostly a letter in another encoding.
      self = .letter
      return
    case 0x1F3FB...0x1F3FF:
      // Skin tones stay with the emoji before them.
      self = .mark
      return
    default:
      break
    }
    switch utf8proc_category(utf8proc_int32_t(bitPattern: scalar)) {
    case UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
      UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_NL:
      self = .letter
    case UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ME, UTF8PROC_CATEGORY_CF:
      self = .mark
    case UTF8PROC_CATEGORY_ND:
      self = .digit
    case UTF8PROC_CATEGORY_PE, UTF8PROC_CATEGORY_PF:
      self = .closing
    case UTF8PROC_CATEGORY_PS, UTF8PROC_CATEGORY_PI:
      self = .opening
    default:
      self = .symbol
    }
  }

  /// The scalar that begins some texts, and elsewhere joins what it stands between.
  static let byteOrderMark: UInt32 = 0xFEFF

  /// Whether a scalar beyond ASCII is white space, or one that is as good as it.
  static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Classifies an ASCII character.
  private init(ascii byte: UInt8) {
    self =
      switch byte {
      case _ where byte.isASCIILetter: .letter
      case _ where byte.isASCIIDigit: .digit
      case _ where byte.isASCIIWhiteSpace: .whiteSpace
      case 0x21, 0x2E, 0x3F: .terminator
      case 0x22, 0x27, 0x29, 0x5D, 0x7D: .closing
      case 0x28, 0x5B, 0x7B, 0x60: .opening
      default: .symbol
      }
  }
}

/// The scalar that starts at `index`, with its length in bytes.
///
/// `text` is well-formed UTF-8 and `index` stands at the start of a scalar.
@inline(__always)
func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (
  value: UInt32, count: Int
) {
  let first = UInt32(text[index])
  if first < 0x80 { return (first, 1) }
  if first < 0xE0 { return ((first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F), 2) }
  let second = UInt32(text[index + 1] & 0x3F)
  let third = UInt32(text[index + 2] & 0x3F)
  if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
  return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(text[index + 3] & 0x3F), 4)
}

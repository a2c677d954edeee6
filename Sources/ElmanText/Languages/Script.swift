/// A writing system, by its code of ISO 15924.
///
/// Only such are told apart as languages are told by; a letter of any other is of ``other``.
package enum Script: String, Sendable, CaseIterable {
  case latin = "Latn"
  case greek = "Grek"
  case cyrillic = "Cyrl"
  case armenian = "Armn"
  case hebrew = "Hebr"
  case arabic = "Arab"
  case syriac = "Syrc"
  case thaana = "Thaa"
  case nko = "Nkoo"
  case devanagari = "Deva"
  case bengali = "Beng"
  case gurmukhi = "Guru"
  case gujarati = "Gujr"
  case oriya = "Orya"
  case tamil = "Taml"
  case telugu = "Telu"
  case kannada = "Knda"
  case malayalam = "Mlym"
  case sinhala = "Sinh"
  case thai = "Thai"
  case lao = "Laoo"
  case tibetan = "Tibt"
  case myanmar = "Mymr"
  case georgian = "Geor"
  case hangul = "Hang"
  case ethiopic = "Ethi"
  case cherokee = "Cher"
  case syllabics = "Cans"
  case khmer = "Khmr"
  case mongolian = "Mong"
  case tifinagh = "Tfng"
  case kana = "Hrkt"
  case han = "Hani"
  case other = "Zyyy"

  /// The script of a letter or mark.
  package init(_ scalar: UInt32) {
    if scalar < 0x370 {
      self = .latin
      return
    }
    var (lower, upper) = (0, Self.blocks.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if Self.blocks[middle].range.upperBound < scalar {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    self =
      lower < Self.blocks.count && Self.blocks[lower].range.contains(scalar)
      ? Self.blocks[lower].script : .other
  }

  /// Where letters of a script lie, in order.
  ///
  /// Reference: The Unicode Standard, Blocks.
  private static let blocks: [(range: ClosedRange<UInt32>, script: Script)] = [
    (0x0370...0x03FF, .greek), (0x0400...0x052F, .cyrillic), (0x0530...0x058F, .armenian),
    (0x0590...0x05FF, .hebrew), (0x0600...0x06FF, .arabic), (0x0700...0x074F, .syriac),
    (0x0750...0x077F, .arabic), (0x0780...0x07BF, .thaana), (0x07C0...0x07FF, .nko),
    (0x0860...0x08FF, .arabic), (0x0900...0x097F, .devanagari), (0x0980...0x09FF, .bengali),
    (0x0A00...0x0A7F, .gurmukhi), (0x0A80...0x0AFF, .gujarati), (0x0B00...0x0B7F, .oriya),
    (0x0B80...0x0BFF, .tamil), (0x0C00...0x0C7F, .telugu), (0x0C80...0x0CFF, .kannada),
    (0x0D00...0x0D7F, .malayalam), (0x0D80...0x0DFF, .sinhala), (0x0E00...0x0E7F, .thai),
    (0x0E80...0x0EFF, .lao), (0x0F00...0x0FFF, .tibetan), (0x1000...0x109F, .myanmar),
    (0x10A0...0x10FF, .georgian), (0x1100...0x11FF, .hangul), (0x1200...0x139F, .ethiopic),
    (0x13A0...0x13FF, .cherokee), (0x1400...0x167F, .syllabics), (0x1780...0x17FF, .khmer),
    (0x1800...0x18AF, .mongolian), (0x1AB0...0x1AFF, .latin), (0x1C80...0x1C8F, .cyrillic),
    (0x1C90...0x1CBF, .georgian), (0x1D00...0x1DFF, .latin), (0x1E00...0x1EFF, .latin),
    (0x1F00...0x1FFF, .greek), (0x2C60...0x2C7F, .latin), (0x2D00...0x2D2F, .georgian),
    (0x2D30...0x2D7F, .tifinagh), (0x2D80...0x2DDF, .ethiopic), (0x2DE0...0x2DFF, .cyrillic),
    (0x3005...0x3007, .han), (0x3040...0x30FF, .kana), (0x3130...0x318F, .hangul),
    (0x31F0...0x31FF, .kana), (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han),
    (0xA640...0xA69F, .cyrillic), (0xA720...0xA7FF, .latin), (0xA960...0xA97F, .hangul),
    (0xAA60...0xAA7F, .myanmar), (0xAB30...0xAB6F, .latin), (0xAB70...0xABBF, .cherokee),
    (0xAC00...0xD7FF, .hangul), (0xF900...0xFAFF, .han), (0xFB00...0xFB06, .latin),
    (0xFB13...0xFB17, .armenian), (0xFB1D...0xFB4F, .hebrew), (0xFB50...0xFDFF, .arabic),
    (0xFE70...0xFEFF, .arabic), (0xFF21...0xFF5A, .latin), (0xFF66...0xFF9F, .kana),
    (0x20000...0x3FFFF, .han),
  ]
}

/// What a token is by its characters alone, where words do not tell.
package enum TokenShape: Int, Sendable, CaseIterable {
  /// An address of a page with a scheme or `www.`.
  case web
  /// An address of e-mail.
  case mail
  /// A picture, such as an emoji.
  case picture
  /// A face of punctuation marks.
  case face

  /// The shape of a token; `nil` for a word like others.
  package init?(_ form: UnsafeBufferPointer<UInt8>) {
    guard let first = form.first, !form.allSatisfy(\.isASCIIAlphanumeric) else { return nil }
    if first >= 0x80 {
      guard Self.isPicture(form) else { return nil }
      self = .picture
      return
    }
    if Emoticons.table.contains(form) {
      self = .face
      return
    }
    guard form.contains(where: { $0 == ASCII.at || $0 == ASCII.dot || $0 == ASCII.colon }) else {
      return nil
    }
    var ranges: [Range<Int>] = []
    TokenScanner.scanAddresses(form, form.indices, appendingTo: &ranges)
    guard ranges == [form.indices] else { return nil }
    if let at = form.lastIndex(of: ASCII.at), !form.contains(ASCII.slash) {
      guard form[at...].contains(ASCII.dot) else { return nil }
      self = .mail
    } else if Self.hasScheme(form) {
      self = .web
    } else {
      return nil
    }
  }

  private static func hasScheme(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    if form.prefix(4).map(\.asciiLowercased).elementsEqual("www.".utf8) { return true }
    guard let colon = form.firstIndex(of: ASCII.colon), colon > 1 else { return false }
    return form[colon...].starts(with: "://".utf8)
  }

  /// Whether all scalars are pictures, or modify one.
  private static func isPicture(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasPicture = false
    for scalar in String(decoding: form, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      // Joiners, variation selectors, keycaps and tags.
      case 0x200D, 0xFE0E, 0xFE0F, 0x20E3, 0xE0020...0xE007F: continue
      case 0x2300...:
        guard scalar.properties.isEmoji || scalar.properties.isEmojiModifier else { return false }
        hasPicture = true
      default: return false
      }
    }
    return hasPicture
  }
}

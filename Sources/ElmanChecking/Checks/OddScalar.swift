/// Characters that should seldom stand in a text, or never.
enum OddScalar {
  /// What is odd about a scalar, beyond ASCII or a control character.
  @inline(__always)
  static func kind(of scalar: UInt32) -> FindingKind? {
    switch scalar {
    case 0x09: nil
    case 0..<0x20, 0x7F..<0xA0: .controlCharacter
    case 0x20..<0x7F: nil
    case 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .oddSpace
    // Joiners are left out: scripts of India, Persian and emoji need them.
    case 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064,
      0x2066...0x2069, 0xFEFF:
      .invisibleCharacter
    case 0xFFFD: .lostCharacter
    default: nil
    }
  }

  /// Whether two scalars are the bytes of one, read as Latin-1 or Windows-1252, such as `Ã©` for `é`.
  @inline(__always)
  static func areBytes(_ first: UInt32, _ second: UInt32) -> Bool {
    switch first {
    case 0xC2, 0xC3: (0x80...0xBF).contains(second)
    case 0xE2: second == 0x20AC || second == 0x80
    default: false
    }
  }

  /// Whether a scalar may change when characters are composed, alone or beside others.
  ///
  /// Latin letters and those of most Chinese and Japanese text may not.
  @inline(__always)
  static func mayCompose(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x300, 0x2010...0x2027, 0x3000...0x3098, 0x309B...0x9FFF, 0xFF00...0xFFEF: false
    default: true
    }
  }
}

/// Letters without case, one scalar for one, and case carried from one text to another.
///
/// A scalar whose lower case is not one scalar stays as it is, so that places in a text and in its
/// folded form are the same.
enum LetterCase {
  /// The scalars in lower case.
  static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.map { single($0.properties.lowercaseMapping) ?? $0 }
  }

  /// Well-formed UTF-8 in lower case.
  static func foldedBytes(_ bytes: some Collection<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(\.asciiLowercased) }
    return folded(Array(bytes).scalars).utf8
  }

  /// The scalars in upper case.
  static func raised(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.map { single($0.properties.uppercaseMapping) ?? $0 }
  }

  /// Words in the case of the surface form that they stand for.
  ///
  /// Where all letters of the surface are capital, those of the words are; else the first word takes
  /// over the beginning that it shares with the surface and the last word the end, letter by letter. A
  /// first word that shares nothing takes over a capital.
  ///
  /// - Parameter words: in lower case, at least one.
  static func transfer(
    from surface: [Unicode.Scalar], to words: [[Unicode.Scalar]]
  ) -> [[Unicode.Scalar]] {
    let folded = folded(surface)
    let cased = surface.filter(\.properties.isCased)
    if cased.count > 1, cased.allSatisfy({ !$0.properties.isLowercase }) {
      return words.map { raised($0) }
    }
    var words = words
    let start = zip(folded, words[0]).prefix { $0 == $1 }.count
    words[0].replaceSubrange(..<start, with: surface[..<start])
    if start == 0, let first = surface.first, first != folded[0] {
      words[0] = raised(words[0].prefix(1)) + words[0].dropFirst()
    }
    let last = words.count - 1
    if last > 0 {
      let end = zip(folded[start...].reversed(), words[last].reversed()).prefix { $0 == $1 }.count
      words[last].replaceSubrange(
        (words[last].count - end)..., with: surface[(surface.count - end)...])
    }
    return words
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}

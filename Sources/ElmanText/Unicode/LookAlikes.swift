import ElmanBytes

/// Finds texts that are several by their bytes and one to whoever reads them.
///
/// They differ in Unicode normalization, or in white space at their edges, and in nothing else. This is
/// where texts of files are compared as `String` compares them, on purpose.
package enum LookAlikes {
  /// The texts that look alike, in groups of two or more; groups and texts are in the order of bytes.
  package static func groups(among texts: some Sequence<String>) -> [[String]] {
    let groups = Dictionary(grouping: texts.distinctSpellings, by: trimmed).values
    return groups.filter { $0.count > 1 }.sorted { Spelling($0[0]) < Spelling($1[0]) }
  }

  /// For each of some texts the code points by which it differs from the others, such as
  /// `U+0065 U+0301`; empty where it has nothing that the others lack.
  package static func differences(_ texts: [String]) -> [String] {
    let scalars = texts.map { Array($0.unicodeScalars) }
    let least = scalars.map(\.count).min() ?? 0
    let first = scalars.first ?? []
    let start =
      (0..<least).first { index in scalars.contains { $0[index] != first[index] } } ?? least
    let end =
      (0..<least - start).first { index in
        scalars.contains { $0[$0.count - 1 - index] != first[first.count - 1 - index] }
      } ?? least - start
    return scalars.map { scalars in
      scalars[start..<scalars.count - end].map { codePoint($0.value) }.joined(separator: " ")
    }
  }

  /// Names for texts that stand side by side in a table or a message: each is the text itself, made
  /// harmless, but where another one of them looks like it, the code points by which they differ follow.
  package static func names(of texts: [String]) -> [String] {
    var names = Dictionary(texts.map { (Spelling($0), $0.harmless) }) { first, _ in first }
    for group in groups(among: texts) {
      for (text, difference) in zip(group, differences(group)) where !difference.isEmpty {
        names[Spelling(text)] = "\(text.harmless) (\(difference))"
      }
    }
    return texts.map { names[Spelling($0)] ?? $0.harmless }
  }

  private static func trimmed(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
    let start = text.unicodeScalars.drop(while: isSpace)
    guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...last])
  }
}

import ElmanText

/// Characters that the training corpus hardly has and that stand for others that it has, such as ’ for '.
///
/// Words are looked up as if they had the others.
package struct CharacterVariants: Sendable {
  /// The characters, in ascending order.
  let variants: [Unicode.Scalar]
  /// For each the one that it stands for.
  let originals: [Unicode.Scalar]

  /// Characters that are written for others, those that are common first among their like.
  package static let known: [(variant: Unicode.Scalar, original: Unicode.Scalar)] = [
    ("\u{02BC}", "'"), ("\u{2018}", "'"), ("\u{2019}", "'"), ("\u{201B}", "'"), ("\u{FF07}", "'"),
    ("\u{2010}", "-"), ("\u{2011}", "-"),
  ]

  /// - Parameter pairs: characters, each with the one that it stands for.
  package init(_ pairs: [(variant: Unicode.Scalar, original: Unicode.Scalar)]) {
    let sorted = pairs.sorted { $0.variant.value < $1.variant.value }
    variants = sorted.map(\.variant)
    originals = sorted.map(\.original)
  }

  /// Replaces the contents of `output` by a word with the other characters; tells whether there were any.
  ///
  /// A character that stands alone is no part of a word and stays.
  func replace(_ word: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Bool {
    guard !variants.isEmpty, word.contains(where: { $0 >= 0x80 }) else { return false }
    output.removeAll(keepingCapacity: true)
    var found = false
    var count = 0
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      count += 1
      if let index = variants.firstIndex(of: scalar) {
        found = true
        output.append(contentsOf: UTF8.encode(originals[index]) ?? .init())
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
    return found && count > 1
  }
}

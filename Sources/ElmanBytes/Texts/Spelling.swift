/// A text that equals another only where their bytes are equal, and is ordered by them.
///
/// `String` takes *é* written as U+00E9 for the same as *e* and U+0301, which is right for people and
/// wrong for what a file says: there labels, words, names and keys are bytes. One that is a single key
/// of a `Set<String>` and two look-ups by bytes elsewhere would be learned as something else, silently.
/// So sets and dictionaries of such texts have this as their key, and it is what they are compared and
/// sorted by. Nothing is normalized but the words that a vocabulary looks up.
///
/// The order is that of `String` for all text that is in the normal form NFC, and unlike that it does
/// not depend on the version of Unicode.
package struct Spelling: Sendable {
  /// The text.
  package let text: String

  /// The spelling of a text.
  package init(_ text: String) { self.text = text }
}

extension Spelling: Hashable {
  /// Whether two texts have the same bytes.
  package static func == (left: Spelling, right: Spelling) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// Hashes the bytes, and one that ends them.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension Spelling: Comparable {
  /// Whether one text stands before another in the order of their bytes.
  package static func < (left: Spelling, right: Spelling) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Spelling: CustomStringConvertible {
  /// The text.
  package var description: String { text }
}

extension String {
  /// Whether another text has the same bytes, which `==` does not ask.
  package func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension Sequence<String> {
  /// The texts, each once, in the order of their bytes.
  package var distinctSpellings: [String] { Set(lazy.map { Spelling($0) }).sorted().map(\.text) }
}

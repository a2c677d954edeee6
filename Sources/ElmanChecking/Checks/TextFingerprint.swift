import ElmanBytes

/// A hash of 128 bits by which equal texts are found: FNV-1a over the bytes that are not white space.
///
/// Two of a billion different texts have the same one with a probability of about 10⁻²¹.
struct TextFingerprint: Hashable {
  private var hash = FNV1a<UInt128>()

  /// How many bytes of text were hashed.
  private(set) var count = 0

  /// The lower half, for what need not be told apart as surely.
  var number: Int { Int(truncatingIfNeeded: hash.value) }

  /// Nothing hashed yet.
  init() {}

  /// Hashes more bytes; spaces, tabs and line breaks among them make no difference.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    count += hash.addText(bytes)
  }

  /// Hashes a string as its UTF-8.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add($0) }
  }

  /// Hashes a number, in as many bytes as it needs, none of which counts as white space.
  mutating func add(_ number: Int) {
    var rest = number.magnitude
    repeat {
      hash.add(UInt8(rest & 0x7F | 0x80))
      rest >>= 7
    } while rest > 0
  }

  /// Hashes bytes.
  mutating func add(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { add($0) } }
}

/// The hash FNV-1a of bytes that come piece by piece, of 64 or 128 bits.
///
/// Start with the offset basis; for each byte, exclusive-or it in and multiply by the prime, without
/// regard to overflow. The result never changes between machines, runs or versions of this package, and
/// files depend on it.
///
/// Reference: Fowler, Noll and Vo; RFC 9923, The FNV Non-Cryptographic Hash Algorithm.
package struct FNV1a<Word: FNVWord>: Hashable, Sendable {
  /// The hash of the bytes so far.
  package var value: Word

  /// The hash of no bytes.
  @inlinable
  package init() { value = Word.offsetBasis }

  /// Adds a byte.
  @inlinable
  package mutating func add(_ byte: UInt8) {
    value = (value ^ Word(truncatingIfNeeded: byte)) &* Word.prime
  }

  /// The hash of some bytes.
  @inlinable
  package static func hash(of bytes: some Sequence<UInt8>) -> Word {
    var hash = FNV1a()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

// What is generic and `package` is not specialized in other modules: the two widths, here.
extension FNV1a<UInt64> {
  /// Adds some bytes.
  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var value = value
    for byte in bytes { value = (value ^ UInt64(byte)) &* UInt64.prime }
    self.value = value
  }

  /// The hash of some bytes.
  package static func hash(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

extension FNV1a<UInt128> {
  /// Adds the bytes that are no white space.
  ///
  /// - Returns: how many these are.
  package mutating func addText(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte > 0x20 {
      add(byte)
      count += 1
    }
    return count
  }
}

/// A number for which the hash FNV-1a is defined.
package protocol FNVWord: FixedWidthInteger, UnsignedInteger, Sendable {
  /// The hash of no bytes.
  static var offsetBasis: Self { get }
  /// What is multiplied by for each byte.
  static var prime: Self { get }
}

extension UInt64: FNVWord {
  /// 14695981039346656037.
  @inlinable
  package static var offsetBasis: UInt64 { 0xcbf2_9ce4_8422_2325 }
  /// 2⁴⁰ + 435.
  @inlinable
  package static var prime: UInt64 { 0x0000_0100_0000_01b3 }
}

extension UInt128: FNVWord {
  /// 144066263297769815596495629667062367629.
  @inlinable
  package static var offsetBasis: UInt128 { 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d }
  /// 2⁸⁸ + 315.
  @inlinable
  package static var prime: UInt128 { (1 << 88) + 0x13B }
}

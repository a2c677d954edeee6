/// The hash of byte strings that files depend on: 64-bit FNV-1a.
///
/// Start with 14695981039346656037; for each byte, exclusive-or it in and multiply by
/// 1099511628211, without regard to overflow. The result never changes between machines, runs or
/// versions of this package.
///
/// Reference: Fowler, Noll and Vo; RFC 9923, The FNV Non-Cryptographic Hash Algorithm.
@inlinable
public func stableHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  var hash: UInt64 = 14_695_981_039_346_656_037
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
  return hash
}

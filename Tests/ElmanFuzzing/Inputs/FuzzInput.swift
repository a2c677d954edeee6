/// What a target makes of the bytes it gets: a byte that chooses among a reader's options, and what the
/// reader reads.
struct FuzzInput {
  /// The options, 0 for an input without bytes.
  let options: UInt8

  /// What is to be read.
  let bytes: [UInt8]

  /// - Parameter mayBeGzip: whether bytes that begin as gzip stay so; otherwise they would hide what the
  ///   reader makes of them.
  init(_ input: [UInt8], mayBeGzip: Bool = false) {
    options = input.first ?? 0
    let rest = input.dropFirst()
    bytes = Array(!mayBeGzip && rest.starts(with: [0x1F, 0x8B]) ? rest.dropFirst() : rest)
  }

  /// One of the options that are either on or off.
  ///
  /// - Parameter bit: its number, from 0.
  func isOn(_ bit: Int) -> Bool { options >> UInt8(bit) & 1 == 1 }

  /// The bytes as text, each ill-formed part replaced by U+FFFD.
  var repaired: [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

  /// The input of a seed.
  static func seed(options: UInt8 = 0, _ text: String) -> [UInt8] { [options] + text.utf8 }
}

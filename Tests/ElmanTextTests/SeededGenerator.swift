/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Cuts bytes into chunks of random sizes up to `largest`.
func randomChunks(
  _ bytes: [UInt8], largest: Int, using random: inout SeededGenerator
) -> [ArraySlice<UInt8>] {
  var chunks: [ArraySlice<UInt8>] = []
  var lower = 0
  while lower < bytes.count {
    let upper = min(bytes.count, lower + Int.random(in: 0...largest, using: &random))
    chunks.append(bytes[lower..<upper])
    lower = upper
  }
  return chunks
}

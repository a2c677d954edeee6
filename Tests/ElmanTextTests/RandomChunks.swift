import ElmanTestSupport

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

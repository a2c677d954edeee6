import ElmanText

/// The tokenizer with sentence splitting.
struct TokenizerCase: BenchmarkCase {
  static let name = "tokenizer"
  static let summary = "sentence splitting and tokens, 4 MB of text in chunks of 64 KiB"

  private let stopwatch: Stopwatch

  init(_ options: BenchmarkOptions) { stopwatch = options.stopwatch }

  func run() throws -> [Row] {
    let text = try BenchmarkText()
    let bytes = text.bytes(atLeast: 4 << 20)
    var tokens = 0
    let seconds = stopwatch.median {
      tokens = 0
      var tokenizer = SentenceTokenizer()
      bytes.withUnsafeBufferPointer { bytes in
        for start in stride(from: 0, to: bytes.count, by: 64 << 10) {
          let end = min(start + 64 << 10, bytes.count)
          tokenizer.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
          while let sentence = tokenizer.next() { tokens += sentence.tokens.count }
        }
      }
      tokenizer.finish()
      while let sentence = tokenizer.next() { tokens += sentence.tokens.count }
    }
    return [
      Row().with("text", text.name).with("MB/s", Double(bytes.count) / seconds / 1e6)
        .with("million tokens/s", Double(tokens) / seconds / 1e6, digits: 2)
    ]
  }
}

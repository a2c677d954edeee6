import Elman
import ElmanText

/// Cutting text into sentences and tokens, by rules and by the shipped tokenizer.
struct TokenizerCase: BenchmarkCase {
  static let name = "tokenizer"
  static let heading = "Tokenizers"
  static let summary = "sentences and tokens of 4 MB of text in chunks of 64 KiB"

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    let tagger = try options.tagger()
    let text = try BenchmarkText()
    let bytes = text.bytes(atLeast: 4 << 20)
    var rows = [row("rules", text.name, bytes) { SentenceTokenizer() }]
    if let learned = tagger.tokenizer {
      rows.append(row("learned", text.name, bytes) { LearnedTokenizerSession(learned) })
      let quantized = try learned.quantized()
      rows.append(
        row("learned, int8", text.name, bytes) { LearnedTokenizerSession(quantized) })
    }
    return rows
  }

  private func row<Tokenizer: StreamingTokenizer>(
    _ what: String, _ name: String, _ bytes: [UInt8], _ make: () -> Tokenizer
  ) -> Row {
    var tokens = 0
    let seconds = stopwatch.median {
      tokens = 0
      var tokenizer = make()
      bytes.withUnsafeBufferPointer { bytes in
        for start in stride(from: 0, to: bytes.count, by: 64 << 10) {
          let end = min(start + 64 << 10, bytes.count)
          tokenizer.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
          while let sentence = tokenizer.next() { tokens += sentence.words.count }
        }
      }
      tokenizer.finish()
      while let sentence = tokenizer.next() { tokens += sentence.words.count }
    }
    return Row().with("tokenizer", what).with("text", name)
      .with("MB/s", Double(bytes.count) / seconds / 1e6)
      .with("words/s", Double(tokens) / seconds, digits: 0)
  }
}

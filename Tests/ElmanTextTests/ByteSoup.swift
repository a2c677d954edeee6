import ElmanTestSupport

/// Random input that is rich in what the tokenizer's rules look for.
enum ByteSoup {
  private static let pieces: [[UInt8]] =
    [
      "word", "Word", "don't", "I'm", "its'", "U.S.", "e.g.", "Mr.", "J.", "K.", "Ph.D.", "etc.",
      "...", "…", ". . .", "--", "—", "!", "?!", ".", ",", "\"", "'", "’", "”", "(", ")", "[", "]",
      "http://a.org/b(c)d.", "www.x.com", "me@host.net", "@you", "#tag", "file.txt", "a/b", "w/o",
      "1,000.50", "-3", "1/2", "10:30", "2024-01-31", "5kg", "10pm", "$", "€", "%", "555-1234",
      "👩‍👩‍👧", "🇩🇪", "👍🏽", "1️⃣", "❤️", ":-)", ";)", "<3", ":D", "漢字", "かな", "カナー", "한국어",
      "ภาษาไทย", "é", "e\u{301}", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{AD}", "\u{0}", "\u{1}",
      "\u{7F}", "。", "！", "？", "、", "「", "」", "e-mail", "well-known", "rock'n'roll", "****", "a*b",
      "_", "a_b", "/usr/a.c", "~/x", "C:\\a", "20°C", "C++", "----", "==>", "<<", ">>", "AT&T",
      "\u{FFFD}", "x", "Q", "0", "9", "'s", "n't",
    ].map { Array($0.utf8) }
  private static let spaces: [[UInt8]] =
    [" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{2029}", "\u{FEFF}", "  "]
    .map { Array($0.utf8) }

  /// Pieces of language with white space here and there.
  static func text(pieces count: Int, using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      if Int.random(in: 0..<3, using: &random) > 0 {
        bytes += spaces[Int.random(in: 0..<spaces.count, using: &random)]
      }
    }
    return bytes
  }

  /// Bytes of which many are no UTF-8.
  static func bytes(count: Int, using random: inout SeededGenerator) -> [UInt8] {
    let likely: [UInt8] = [
      0x20, 0x41, 0x61, 0x2E, 0x0A, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF,
      0xE0,
      0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x00,
    ]
    return (0..<count).map { _ in
      Bool.random(using: &random)
        ? likely[Int.random(in: 0..<likely.count, using: &random)]
        : UInt8.random(in: 0...255, using: &random)
    }
  }
}

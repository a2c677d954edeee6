import ElmanCorpora
import ElmanText

/// Cuts the tokens of sentences that are cut already as rules say: those that are a form together.
struct TokenCutter {
  private let tokens: [RuleFile.Token]
  private var matcher: PhraseMatcher

  /// - Parameter rules: what says how forms are cut.
  init(_ rules: TaggingRules) {
    tokens = rules.tokens
    matcher = PhraseMatcher(rules.tokenTable)
  }

  /// Cuts a sentence. One of words that were told apart before they came stays.
  mutating func cut(_ sentence: inout Sentence) {
    guard sentence.places.isEmpty, !sentence.words.isEmpty else { return }
    let old = sentence.tokens
    let units = old.map { PhraseUnit(sentence.words[$0.lowerBound].range) }
    let recuttings = matcher.matches(in: sentence.text, units).map { match in
      Sentence.Recutting(
        tokens: match.units,
        pieces: pieces(
          of: sentence.text, from: units[match.units.lowerBound].range.lowerBound,
          scalars: tokens[match.phrase].pieces))
    }
    sentence.recut(recuttings, of: old)
  }

  /// Cuts a stretch of a text that begins at a byte into pieces of so many scalars.
  private func pieces(of text: [UInt8], from start: Int, scalars: [Int]) -> [Range<Int>] {
    var lower = start
    return scalars.map { count in
      var (upper, left) = (lower, count)
      while upper < text.count, left > 0 || text[upper] & 0xC0 == 0x80 {
        if text[upper] & 0xC0 != 0x80 { left -= 1 }
        upper += 1
      }
      defer { lower = upper }
      return lower..<upper
    }
  }
}

/// Cuts text as another tokenizer does, but for the tokens that rules tell of.
///
/// The sentences are those of the other, so that a form which it cut in two sentences stays cut.
package struct RuledTokenizer: StreamingTokenizer {
  private var tokenizer: any StreamingTokenizer
  private var cutter: TokenCutter

  /// A tokenizer at the start of a text.
  ///
  /// - Parameters:
  ///   - tokenizer: what cuts the text first.
  ///   - rules: what is cut otherwise.
  package init(_ tokenizer: any StreamingTokenizer, _ rules: TaggingRules) {
    self.tokenizer = tokenizer
    cutter = TokenCutter(rules)
  }

  package var faultCount: Int { tokenizer.faultCount }
  package var firstFault: Int? { tokenizer.firstFault }
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { tokenizer.append(bytes) }
  package mutating func finish() { tokenizer.finish() }

  package mutating func next() -> Sentence? {
    guard var sentence = tokenizer.next() else { return nil }
    cutter.cut(&sentence)
    return sentence
  }
}

extension StreamingTokenizer {
  /// The same with what rules cut otherwise, if they do.
  package func with(rules: TaggingRules?) -> any StreamingTokenizer {
    guard let rules, !rules.tokens.isEmpty else { return self }
    return RuledTokenizer(self, rules)
  }
}

import Elman
import ElmanText

/// How long one sentence takes from its text to CoNLL-U, one sentence at a time.
struct LatencyCase: BenchmarkCase {
  static let name = "latency"
  static let summary =
    "sentences of 24 to 26 words, one at a time, from text to CoNLL-U, by the clock on the wall"

  /// What a table calls the case of known words.
  static let allKnown = "all words known to the cache"

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    let tagger = try options.tagger()
    return try rows(tagger) + (tagger.weights.precision == .int8 ? [] : rows(tagger.quantized()))
  }

  private func rows(_ tagger: Tagger) throws -> [Row] {
    let text = try BenchmarkText()
    let texts = text.sentences.filter { (24...26).contains($0.words.count) }.map(\.text)
    // The samples have no sentence so long.
    guard !texts.isEmpty else { return [] }
    let tagging = TextTagging(tagger)
    var (first, again): ([Double], [Double]) = ([], [])
    let clock = ContinuousClock()
    func time(_ text: [UInt8], _ session: TaggerSession) -> Double {
      clock.measure { _ = tagging.run(text, session) } / .seconds(1)
    }
    stopwatch.repeatedly {
      let session = TaggerSession(tagger, batchSize: 1)
      // The session's memory is there before the first sentence that counts.
      _ = tagging.run(texts[0] + texts[0], session)
      for text in texts { first.append(time(text, session)) }
      for text in texts { again.append(time(text, session)) }
    }
    return [
      row(tagger, "words are met as they come", text.name, first),
      row(tagger, Self.allKnown, text.name, again),
    ]
  }

  private func row(_ tagger: Tagger, _ what: String, _ text: String, _ seconds: [Double]) -> Row {
    let sorted = seconds.sorted()
    func quantile(_ share: Double) -> Double {
      sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))] * 1e3
    }
    return Row().with("weights", tagger.weights.precision.rawValue).with("text", text)
      .with("cache", what)
      .with("median ms", quantile(0.5), digits: 3).with("95 % within ms", quantile(0.95), digits: 3)
      .with("99 % within ms", quantile(0.99), digits: 3)
      .with("measured", Double(sorted.count), digits: 0)
  }
}

import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanText

/// The labels of texts and how often each stands there, on one line.
struct LabelledTextsSummary {
  let text: String

  /// How many labels are named.
  private static let most = 12

  /// - Returns: `nil` for a single label, of which nothing can be learned.
  init?(_ corpus: LabelledCorpus<Document, String>) {
    var counts: [Spelling: Int] = [:]
    for label in corpus.labels { counts[Spelling(label), default: 0] += 1 }
    guard counts.count > 1 else { return nil }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let names = sorted.prefix(Self.most).map { "\($0.key.text.quoted) \($0.value)" }
      .joined(separator: ", ")
    text =
      "learns \(counts.count) labels: \(names)"
      + (counts.count > Self.most ? ", …" : "")
  }
}

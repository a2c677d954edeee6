import Elman
import ElmanCorpora
import ElmanText
import ElmanTraining

/// Tagging text in the way of `elman tag`: from the bytes of a text to those of CoNLL-U.
struct TextTagging {
  /// The sentences that are read before they are tagged, as many batches of them.
  static let windowSize = 8 * TaggerSession.defaultBatchSize

  private let columns: [ConlluColumn?]
  /// For each column the labels; those of lemmas are made for each token.
  private let labels: [[[UInt8]]]
  private let lemmas: Int?

  init(_ tagger: Tagger) {
    columns = tagger.columns.map(\.column.conllu)
    labels = tagger.columns.map { $0.labels.labels.map { Array($0.utf8) } }
    lemmas = tagger.columns.firstIndex { $0.column == .lemma }
  }

  /// Cuts text into sentences, 64 KiB at a time.
  func sentences(_ text: [UInt8]) -> [Sentence] {
    var tokenizer = SentenceTokenizer()
    var sentences: [Sentence] = []
    text.withUnsafeBufferPointer { text in
      for start in stride(from: 0, to: text.count, by: 64 << 10) {
        tokenizer.append(
          UnsafeBufferPointer(rebasing: text[start..<min(start + 64 << 10, text.count)]))
        while let sentence = tokenizer.next() { sentences.append(sentence) }
      }
    }
    tokenizer.finish()
    while let sentence = tokenizer.next() { sentences.append(sentence) }
    return sentences
  }

  /// The sentences in portions as they are tagged.
  func windows(_ sentences: [Sentence]) -> [[Sentence]] {
    stride(from: 0, to: sentences.count, by: Self.windowSize).map {
      Array(sentences[$0..<min($0 + Self.windowSize, sentences.count)])
    }
  }

  /// Writes CoNLL-U and returns its length.
  func write(_ tagged: [TaggedSentence]) -> Int {
    var formatter = ConlluFormatter()
    var output: [UInt8] = []
    for sentence in tagged {
      formatter.format(sentence.sentence) { word, column in
        guard let index = columns.firstIndex(of: column) else { return [] }
        guard index == lemmas else { return labels[index][sentence.labelId(word, at: index)][...] }
        var lemma: [UInt8] = []
        sentence.appendLemma(word, at: index, to: &lemma)
        return lemma[...]
      }?.write(to: &output)
    }
    return output.count
  }

  /// Tags a text with a session and returns the length of what comes out.
  func run(_ text: [UInt8], _ session: TaggerSession) -> Int {
    windows(sentences(text)).reduce(0) { $0 + write(session.tag($1)) }
  }
}

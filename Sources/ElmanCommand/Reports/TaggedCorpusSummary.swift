import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation

/// What a tagger learns of a corpus, on one line.
struct TaggedCorpusSummary {
  let text: String

  init(_ corpus: TaggedCorpus, _ columns: [TagColumn]) {
    let parts = columns.map { column -> String in
      let labels = (corpus.labels[column] ?? []).compactMap { $0 }.joined()
      switch column {
      case .lemma: return "lemma"
      case .deps: return "deps (\(labels.distinctSpellings.count) relations)"
      case .ner:
        let types = labels.distinctSpellings.compactMap { SpanLabel($0)?.type }
          .filter { !$0.isEmpty }.distinctSpellings
        let names = types.prefix(8).map(\.onOneLine).joined(separator: " ")
        return "ner (\(names)\(types.count > 8 ? " …" : ""))"
      default: return "\(column.rawValue) (\(labels.distinctSpellings.count) labels)"
      }
    }
    text = "learns \(parts.joined(separator: ", "))"
  }
}

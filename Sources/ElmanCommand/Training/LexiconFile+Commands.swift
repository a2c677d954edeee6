import Elman
import ElmanCorpora

extension LexiconFile {
  /// Whether a lexicon tells a tagger with some columns anything: its lemmas are those of parts of speech.
  static func serves(_ columns: [TagColumn]) -> Bool {
    columns.contains(.lemma) && columns.contains(.upos)
  }

  /// The line that tells what was read.
  var summary: String { "\(path): \(entries.count) form\(entries.count == 1 ? "" : "s")" }
}

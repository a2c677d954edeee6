import ElmanBytes
import ElmanCorpora

/// The forms of labelled files: sentences with labels for words, or texts with a label each.
public enum CorpusFormat: Sendable, Hashable {
  /// CoNLL-U, with all its columns.
  case conllu

  /// Sentences with labelled spans.
  case sentences(LabelledSentenceFormat)

  /// Labelled texts.
  case texts(LabelledTextFormat)

  /// Finds the format of a name, such as `tsv` or `iob2`.
  public init?(name: String) {
    if name == "conllu" {
      self = .conllu
    } else if let format = LabelledSentenceFormat(rawValue: name) {
      self = .sentences(format)
    } else if let format = LabelledTextFormat(rawValue: name) {
      self = .texts(format)
    } else {
      return nil
    }
  }

  /// The names of all formats.
  public static var names: [String] {
    let sentences = LabelledSentenceFormat.allCases.map(\.rawValue).filter { $0 != "conllu" }
    return ["conllu"] + sentences + LabelledTextFormat.allCases.map(\.rawValue)
  }

  /// Guesses the format of a source by its name and its first lines, which are still to be read.
  ///
  /// - Throws: what the source throws; `malformed` where the first line is of no format.
  init(guessedFrom source: ByteSource) throws(CorpusError) {
    if let format = LabelledTextFormat(guessedFrom: source.path) {
      self = .texts(format)
      return
    }
    let start = try source.peek(atMost: 1 << 10).drop {
      $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0)
    }
    if start.starts(with: "__label__".utf8) {
      self = .texts(.fasttext)
    } else if start.starts(with: "{\"".utf8) {
      self = .texts(.jsonl)
    } else if start.first == UInt8(ascii: "("),
      start.dropFirst().first.map({ (0x30...0x34).contains($0) }) == true
    {
      self = .texts(.sst)
    } else {
      let format = try LabelledSentenceFormat(guessedFrom: source)
      self = format == .conllu ? .conllu : .sentences(format)
    }
  }
}

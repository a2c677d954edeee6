import ElmanCorpora

/// A form of labelled files: of sentences with labels for words, or of texts with a label each.
package enum CorpusFormat: NamedFormat {
  /// Sentences with labelled spans, and of CoNLL-U all other columns.
  case sentences(LabelledSentenceFormat)

  /// Labelled texts.
  case texts(LabelledTextFormat)

  /// CoNLL-U, with all its columns.
  package static let conllu = CorpusFormat.sentences(.conllu)

  /// All forms: CoNLL-U, which most files are, the other ones of sentences, and those of texts.
  package static var allCases: [CorpusFormat] {
    [.conllu] + LabelledSentenceFormat.allCases.filter { $0 != .conllu }.map { .sentences($0) }
      + LabelledTextFormat.allCases.map { .texts($0) }
  }

  /// The form of a name, or `nil` if none has it.
  package init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }

  /// The name by which it is chosen.
  package var name: String {
    switch self {
    case .sentences(let format): format.name
    case .texts(let format): format.name
    }
  }

  /// What people are told of it.
  package var help: String {
    switch self {
    case .sentences(let format): format.help
    case .texts(let format): format.help
    }
  }

  /// Whether the last sentence, too, is to be followed by a blank line.
  var endsWithBlankLine: Bool {
    if case .sentences(let format) = self { format.endsWithBlankLine } else { false }
  }

  /// Guesses the format of a source by its name and its first lines, which are still to be read.
  ///
  /// - Throws: what the source throws; `malformed` where the first line is of no format.
  init(guessedFrom source: ByteSource) throws(CorpusError) {
    if let format = try LabelledTextFormat(guessedFrom: source) {
      self = .texts(format)
    } else {
      self = .sentences(try LabelledSentenceFormat(guessedFrom: source))
    }
  }
}

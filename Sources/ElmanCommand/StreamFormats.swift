import ArgumentParser
import ElmanCorpora

/// The forms in which text comes.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
  /// Running text.
  case text
  /// A sentence a line.
  case presegmented
  /// A sentence a line, its words separated by spaces.
  case horizontal
  /// A word a line, a blank line after each sentence.
  case vertical
  /// CoNLL-U.
  case conllu

  /// The form of words told apart already; `nil` for text that is still to be cut.
  var sentenceFormat: SentenceFormat? {
    switch self {
    case .text, .presegmented: nil
    case .horizontal: .horizontal
    case .vertical: .vertical
    case .conllu: .conllu
    }
  }

  /// Whether the white space between words is that of a text.
  var keepsSpaces: Bool { sentenceFormat == nil }
}

/// The forms in which results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// CoNLL-U.
  case conllu
  /// A word and its tag a line, with a tab between.
  case tsv
  /// A sentence a line.
  case horizontal
  /// A sentence a line, as a JSON object.
  case jsonl
  /// Columns for people.
  case pretty
}

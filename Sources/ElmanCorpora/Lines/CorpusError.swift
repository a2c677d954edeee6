import ElmanBytes
import ElmanSystem

/// What can go wrong when a corpus is read.
///
/// Every case carries the path as the user gave it; standard input is `<stdin>`.
public enum CorpusError: Error, Equatable, Sendable {
  /// The file cannot be opened or read, or is damaged as such.
  case file(FileError)

  /// The file does not begin as text in UTF-8 does; `found` is what it looks like, such as `bzip2`, and
  /// `advice` what to do, if anything can be done.
  case notText(path: String, found: String, advice: String?)

  /// A folder that is to hold the texts of a label holds none.
  case noTexts(path: String)

  /// There is none of what the corpus is to hold, such as a `sentence` or a `text`.
  case noExamples(path: String, of: String)

  /// A column has no labels: `found` is all that stands in it.
  case noLabels(path: String, column: String, found: String)

  /// A file that is to have more labels of a corpus has other words; its sentences are counted from 1.
  case differentSentences(path: String, number: Int, expected: String, found: String)

  /// Two annotations that are compared have texts that differ, spaces aside: from the lines on, which are counted
  /// from 1 and 0 where none is known, the gold text is as expected, the system's as found.
  case differentTexts(
    gold: String, goldLine: Int, expected: String, system: String, systemLine: Int, found: String)

  /// A line is not what the format demands. Lines are counted from 1.
  case malformed(path: String, line: Int, expected: String, found: String)
}

extension CorpusError: CustomStringConvertible {
  /// The error on one line, such as `train.conllu:1203: expected 10 columns, found 8`.
  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .notText(let path, _, _), .noTexts(let path), .noExamples(let path, _),
      .noLabels(let path, _, _):
      "\(path): \(reason)"
    case .differentSentences(let path, let number, _, _): "\(path): sentence \(number): \(reason)"
    case .differentTexts(_, _, _, let path, let line, _): "\(Self.place(path, line)): \(reason)"
    case .malformed(let path, let line, _, _): "\(path):\(line): \(reason)"
    }
  }

  /// What is wrong, without the place.
  package var reason: String {
    switch self {
    case .file(let error): error.reason
    case .notText(_, let found, let advice):
      "expected text, found a file that looks like \(found)" + (advice.map { "; \($0)" } ?? "")
    case .noTexts: "expected at least one text, a file named *.txt or *.txt.gz, found none"
    case .noExamples(_, let unit): "expected at least one \(unit), found none"
    case .noLabels(_, let column, let found):
      "expected labels in the column \(column), found only '\(found)'"
    case .differentSentences(_, _, let expected, let found):
      "expected the words '\(expected.onOneLine)', found '\(found.onOneLine)'"
    case .differentTexts(let gold, let line, let expected, _, _, let found):
      "expected the text \(Self.shown(expected)), as in \(Self.place(gold, line)), found"
        + " \(Self.shown(found))"
    case .malformed(_, _, let expected, let found): "expected \(expected), found \(found)"
    }
  }
}

extension CorpusError {
  /// A file and a line, if there is one.
  private static func place(_ path: String, _ line: Int) -> String {
    line > 0 ? "\(path):\(line)" : path
  }

  private static func shown(_ text: String) -> String {
    text.isEmpty ? "its end" : "'\(text)'"
  }

  /// Shows bytes of the input inside a message: short, on one line, in quotation marks.
  static func quote(_ bytes: ArraySlice<UInt8>) -> String {
    // Enough for the scalars that are shown.
    String(decoding: bytes.prefix(200), as: UTF8.self).quoted
  }
}

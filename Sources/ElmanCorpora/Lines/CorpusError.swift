import ElmanBytes

/// What can go wrong when a corpus is read.
///
/// Every case carries the path as the user gave it; standard input is `<stdin>`.
public enum CorpusError: Error, Equatable, Sendable {
  /// There is no file at the path.
  case notFound(path: String)

  /// The file may not be read by this user.
  case permissionDenied(path: String)

  /// The path is a directory.
  case isDirectory(path: String)

  /// The system could not open or read the file; `reason` is its own message.
  case readFailed(path: String, reason: String)

  /// The file begins as gzip and is damaged or cut off.
  case corruptGzip(path: String, found: String)

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

  /// A line is not what the format demands. Lines are counted from 1.
  case malformed(path: String, line: Int, expected: String, found: String)
}

extension CorpusError: CustomStringConvertible {
  /// The error on one line, such as `train.conllu:1203: expected 10 columns, found 8`.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path): expected a file, found none"
    case .permissionDenied(let path):
      "\(path): expected a file that may be read, found no permission"
    case .isDirectory(let path):
      "\(path): expected a file, found a directory"
    case .readFailed(let path, let reason):
      "\(path): expected a file that can be read, found: \(reason)"
    case .corruptGzip(let path, let found):
      "\(path): expected whole gzip data, found \(found)"
    case .notText(let path, let found, let advice):
      "\(path): expected text, found a file that looks like \(found)"
        + (advice.map { "; \($0)" } ?? "")
    case .noTexts(let path):
      "\(path): expected at least one text, a file named *.txt or *.txt.gz, found none"
    case .noExamples(let path, let unit):
      "\(path): expected at least one \(unit), found none"
    case .noLabels(let path, let column, let found):
      "\(path): expected labels in the column \(column), found only '\(found)'"
    case .differentSentences(let path, let number, let expected, let found):
      "\(path): sentence \(number): expected the words '\(expected.onOneLine)', found"
        + " '\(found.onOneLine)'"
    case .malformed(let path, let line, let expected, let found):
      "\(path):\(line): expected \(expected), found \(found)"
    }
  }
}

extension CorpusError {
  /// Shows bytes of the input inside a message: short, on one line, in quotation marks.
  static func quote(_ bytes: ArraySlice<UInt8>) -> String {
    // Enough for the scalars that are shown.
    String(decoding: bytes.prefix(200), as: UTF8.self).quoted
  }
}

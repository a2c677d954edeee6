import Elman
import ElmanCorpora
import ElmanText

/// Why training cannot begin.
public enum TrainingError: Error, Equatable, Sendable {
  /// A corpus cannot be read.
  case corpus(CorpusError)
  /// A corpus holds no sentence.
  case noSentences(path: String)
  /// A corpus holds no label in the column.
  case noLabels(path: String, column: TagColumn)
  /// The vocabulary does not fit its tables.
  case vocabulary(VocabularyError)
}

extension TrainingError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .corpus(let error): "\(error)"
    case .noSentences(let path): "\(path): expected at least one sentence, found none"
    case .noLabels(let path, let column):
      "\(path): expected labels in the column \(column.rawValue), found only '_'"
    case .vocabulary(let error): "\(error)"
    }
  }
}

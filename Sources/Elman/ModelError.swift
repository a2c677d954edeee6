import ElmanTensors
import ElmanText

/// Why a model could not be read or written.
public enum ModelError: Error, Equatable, Sendable {
  /// The file is no readable safetensors file, or lacks a tensor, or has one of a wrong shape.
  case file(SafetensorsError)
  /// The file is a safetensors file, but no model of Elman.
  case notAModel(path: String)
  /// The model's format is newer than this program.
  case unsupportedFormat(path: String, found: String, supported: Int)
  /// The model is for another task.
  case wrongTask(path: String, expected: String, found: String)
  /// The configuration in the model cannot be understood.
  case invalidConfiguration(path: String, reason: String)
  /// A vocabulary's tables are damaged.
  case invalidVocabulary(path: String, table: String, VocabularyError)
  /// The table of multiword tokens is damaged.
  case invalidMultiwords(path: String, MultiwordTableError)
  /// A label of the column of lemmas is no rule.
  case invalidLemmaRule(path: String, found: String)
  /// The tables hold another number of strings than the network's shapes allow.
  case tooFewLabels(path: String, found: Int)
  /// No model of this name is in any of the places where models are looked for; other names are.
  case notFound(name: String, places: [String], available: [String])
}

extension ModelError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .notAModel(let path): "\(path): not a model of Elman (no 'elman.format' in its metadata)"
    case .unsupportedFormat(let path, let found, let supported):
      "\(path): expected model format \(supported) or older, found \(found.onOneLine)"
    case .wrongTask(let path, let expected, let found):
      "\(path): expected a model for the task '\(expected)', found '\(found.onOneLine)'"
    case .invalidConfiguration(let path, let reason):
      "\(path): the model's configuration is invalid: \(reason.onOneLine)"
    case .invalidVocabulary(let path, let table, let error):
      "\(path): \(table): \(error.description.onOneLine)"
    case .invalidMultiwords(let path, let error): "\(path): \(error)"
    case .invalidLemmaRule(let path, let found):
      "\(path): expected a lemma rule such as 'lower 0 1 0 ', found '\(found.onOneLine)'"
    case .tooFewLabels(let path, let found):
      "\(path): expected at least one label, found \(found)"
    case .notFound(let name, let places, let available):
      "no model '\(name)' in \(places.joined(separator: ", ")); found there: "
        + (available.isEmpty ? "none" : available.joined(separator: ", "))
    }
  }
}

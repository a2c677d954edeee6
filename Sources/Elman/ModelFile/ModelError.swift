import ElmanBytes
import ElmanSystem
import ElmanTensors
import ElmanText

/// Why a model could not be read or written.
public enum ModelError: Error, Equatable, Sendable {
  /// The file as such could not be read or written.
  case file(FileError)
  /// The file is no safetensors file, or lacks a tensor, or has one of a wrong shape; or there is something to
  /// be written that no such file can hold.
  case invalidFile(path: String, reason: String)
  /// The file is a safetensors file, but no model of Elman.
  case notAModel(path: String)
  /// The model's format is newer than this program.
  case unsupportedFormat(path: String, found: String, supported: Int)
  /// The model is for another task.
  case wrongTask(path: String, expected: String, found: String)
  /// The model is for a task that this program does not know, or says none.
  case unknownTask(path: String, found: String?, known: [String])
  /// The configuration in the model cannot be understood.
  case invalidConfiguration(path: String, reason: String)
  /// A vocabulary's tables are damaged.
  case invalidVocabulary(path: String, table: String, reason: String)
  /// The table of multiword tokens is damaged.
  case invalidMultiwords(path: String, reason: String)
  /// A tagger's label has a tab or a line end, which no column of a corpus can hold.
  case invalidLabel(path: String, table: String, found: String)
  /// A label of the column of lemmas is no rule.
  case invalidLemmaRule(path: String, found: String)
  /// The tables hold another number of strings than the network's shapes allow.
  case tooFewLabels(path: String, table: String, found: Int)
  /// The file holds no checksums, as those of earlier versions.
  case noChecksums(path: String)
  /// A line of the checksums, counted from 1, is no hash and name.
  case invalidChecksums(path: String, line: Int, found: String)
  /// A part of the file, a tensor or the metadata, has no checksum.
  case noChecksum(path: String, part: String)
  /// A part of the file is not what was written.
  case wrongChecksum(path: String, part: String, expected: String, found: String)
  /// No model of this name is in any of the places where models are looked for; other names are.
  case notFound(name: String, places: [String], available: [String])
  /// No model of this language is in any of these places; of other languages there are.
  case noneOfLanguage(Language, available: [Language])
}

extension ModelError {
  /// What was wrong with the safetensors file.
  package init(_ error: SafetensorsError) {
    if case .file(let error) = error {
      self = .file(error)
    } else {
      self = .invalidFile(path: error.path, reason: error.reason)
    }
  }
}

extension ModelError: CustomStringConvertible {
  /// One line that says what is wrong, whatever the file holds.
  public var description: String { message.onOneLine }

  private var message: String {
    switch self {
    case .file(let error): "\(error)"
    case .invalidFile(let path, let reason): "\(path): \(reason)"
    case .notAModel(let path): "\(path): not a model of Elman (no 'elman.format' in its metadata)"
    case .unsupportedFormat(let path, let found, let supported):
      "\(path): expected model format \(supported == 1 ? "1" : "1 to \(supported)"), found \(found)"
    case .wrongTask(let path, let expected, let found):
      "\(path): expected a model for the task '\(expected)', found '\(found)'"
    case .unknownTask(let path, let found, let known):
      "\(path): expected a model for one of the tasks \(known.joined(separator: ", ")), found"
        + (found.map { " '\($0)'" } ?? " none")
    case .invalidConfiguration(let path, let reason):
      "\(path): the model's configuration is invalid: \(reason)"
    case .invalidVocabulary(let path, let table, let reason):
      "\(path): \(table): \(reason)"
    case .invalidMultiwords(let path, let reason): "\(path): \(reason)"
    case .invalidLabel(let path, let table, let found):
      "\(path): \(table): expected labels without tabs and line ends, found '\(found)'"
    case .invalidLemmaRule(let path, let found):
      "\(path): expected a lemma rule such as 'lower 0 1 0 ', found '\(found)'"
    case .tooFewLabels(let path, let table, let found):
      "\(path): \(table): expected at least one label, found \(found)"
    case .noChecksums(let path):
      "\(path): no checksums to verify; the model was written by a version that stored none"
    case .invalidChecksums(let path, let line, let found):
      "\(path): elman.checksums: line \(line): expected a hash and a name, found '\(found)'"
    case .noChecksum(let path, let part):
      "\(path): '\(part)': expected a checksum, found none"
    case .wrongChecksum(let path, let part, let expected, let found):
      "\(path): '\(part)' was changed: expected SHA-256 \(expected), found \(found)"
    case .notFound(let name, let places, let available):
      "no model '\(name)' in \(places.joined(separator: ", ")); found there: "
        + (available.isEmpty ? "none" : available.joined(separator: ", "))
    case .noneOfLanguage(let language, let available):
      "no model of \(language); there are models of "
        + (available.isEmpty ? "none" : available.map(\.description).joined(separator: ", "))
    }
  }
}

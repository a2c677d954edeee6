import ArgumentParser
import Elman
import ElmanCorpora
import ElmanEvaluation
import ElmanLaboratory
import ElmanSystem
import ElmanTraining

/// How the command ends when something goes wrong: one line on standard error, and an exit code of
/// `sysexits.h`.
enum Failure {
  /// Wrong options or arguments.
  static let usage: Int32 = 64
  /// Input that is not what its format demands.
  static let data: Int32 = 65
  /// An input that is missing or cannot be read.
  static let noInput: Int32 = 66
  /// A process that the system allows too little.
  static let systemError: Int32 = 71
  /// An output that cannot be written.
  static let output: Int32 = 74

  /// Says what went wrong and exits. Help and version, which the parser throws too, go to standard
  /// output and end well.
  static func exit(with error: any Error, of command: any ParsableCommand.Type) -> Never {
    if error as? OutputError == .closed { ThisProcess.end(0) }
    if let code = code(of: error) {
      StandardError.line("error: \(error)")
      ThisProcess.end(code)
    }
    let code = command.exitCode(for: error)
    if code == .validationFailure {
      // The parser adds a usage block, which hides the one line that matters.
      let hint = Suggestion.command(for: CommandLine.arguments.dropFirst(), of: command)
      let message = Suggestion.option(in: command.message(for: error))
      StandardError.line("error: \(line(message))\(hint) (see --help)")
      ThisProcess.end(usage)
    }
    guard code == .success else {
      let message = command.message(for: error)
      if !message.isEmpty { StandardError.line("error: \(message)") }
      ThisProcess.end(code.rawValue)
    }
    command.exit(withError: error)
  }

  /// A message of the parser, which gives each of many values a line of its own, on one line.
  private static func line(_ message: String) -> String {
    let hints = negativeValue(after: message) + outputFile(after: message)
    let lines = (message + hints).split(separator: "\n").map {
      $0.hasPrefix("  - ") ? $0.dropFirst(4) : $0
    }
    let values = lines.dropFirst().joined(separator: ", ")
    return lines.prefix(1).joined() + (values.isEmpty ? "" : " " + values)
  }

  /// The negative number that the parser took for an option, and so did not find as a value.
  private static func negativeValue(after message: String) -> String {
    let words = message.split(separator: "'")
    guard words.first == "Missing value for ", words.count > 1,
      let option = words[1].split(separator: " ").first.map(String.init),
      let value = zip(CommandLine.arguments, CommandLine.arguments.dropFirst())
        .first(where: { $0.0 == option && Double($0.1) != nil })?.1
    else { return "" }
    return ", found '\(value)'"
  }

  /// What to do where a file was given in place of a format.
  private static func outputFile(after message: String) -> String {
    message.contains("' is invalid for '--output <format>'") ? " For a file use -o." : ""
  }

  private static func code(of error: any Error) -> Int32? {
    switch error {
    case let error as CorpusError: corpusCode(error)
    case let error as FileError: fileCode(error)
    case let error as TrainingError:
      switch error {
      case .corpus(let error): corpusCode(error)
      case .checkpointFile(let error): fileCode(error)
      case .checkpointExists, .tooMuchMemory: usage
      default: data
      }
    case let error as ModelError:
      switch error {
      case .file(let error): fileCode(error)
      case .notFound, .noneOfLanguage: noInput
      default: data
      }
    case let error as CommandError: error.code
    case let error as TrainingLogError:
      if case .file(let error) = error { fileCode(error) } else { data }
    case is OutputError: output
    default: nil
    }
  }

  private static func corpusCode(_ error: CorpusError) -> Int32 {
    switch error {
    case .file(let error): fileCode(error)
    case .notText, .noTexts, .noExamples, .noLabels, .differentSentences, .differentTexts,
      .malformed:
      data
    }
  }

  private static func fileCode(_ error: FileError) -> Int32 {
    switch error {
    case .missing, .permissionDenied, .isDirectory, .notDirectory, .notRegularFile, .cannotRead:
      noInput
    case .isEmpty, .corruptGzip: data
    case .cannotWrite: output
    }
  }
}

/// A failure of the command itself.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  let code: Int32

  init(_ description: String, code: Int32) {
    self.description = description
    self.code = code
  }
}

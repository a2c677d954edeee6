import ElmanCorpora
import ElmanStreams

extension StreamInput {
  /// A file; `-` is standard input.
  init(argument: String) {
    self =
      argument == "-" ? StreamInput { ByteSource.standardInput() } : .file(argument)
  }

  /// Files, or standard input if there are none.
  static func arguments(_ files: [String]) -> [StreamInput] {
    (files.isEmpty ? ["-"] : files).map { StreamInput(argument: $0) }
  }
}

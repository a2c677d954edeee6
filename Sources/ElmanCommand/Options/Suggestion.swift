import ArgumentParser
import ElmanBytes

/// What somebody may have meant who mistyped a command.
enum Suggestion {
  /// The subcommand that is most like the first argument that should have been one, as a question;
  /// nothing if all are subcommands, or none is alike.
  static func command(
    for arguments: some Sequence<String>, of root: any ParsableCommand.Type
  ) -> String {
    var subcommands = root.configuration.subcommands
    for argument in arguments where !subcommands.isEmpty {
      if let command = subcommands.first(where: { $0._commandName == argument }) {
        subcommands = command.configuration.subcommands
        continue
      }
      guard let name = argument.nearest(of: subcommands.map { $0._commandName }) else { return "" }
      return ". Did you mean '\(name)'?"
    }
    return ""
  }

  /// The parser's message about an unknown option, in which its guess gives way to an option that it does not
  /// think of, since every command has it, and that is more like what was written: `--help`, `--version`.
  static func option(in message: String) -> String {
    let words = message.split(separator: "'", omittingEmptySubsequences: false)
    guard words.count > 2, words[0] == "Unknown option " else { return message }
    let written = String(words[1])
    let guess = words.count > 3 ? written.changes(to: String(words[3])) : 3
    guard
      let name = ["--help", "--version"].first(where: { written.changes(to: $0) < min(3, guess) })
    else { return message }
    return "Unknown option '\(words[1])'. Did you mean '\(name)'?"
  }
}

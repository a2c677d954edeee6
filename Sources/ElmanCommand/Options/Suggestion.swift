import ArgumentParser

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
      let names = subcommands.map {
        (text: $0._commandName, changes: changes(argument, $0._commandName))
      }
      guard let name = names.min(by: { $0.changes < $1.changes }),
        name.changes <= max(1, name.text.utf8.count / 3)
      else { return "" }
      return ". Did you mean '\(name.text)'?"
    }
    return ""
  }

  /// The parser's message about an unknown option, in which its guess gives way to an option that it does not
  /// think of, since every command has it, and that is more like what was written: `--help`, `--version`.
  static func option(in message: String) -> String {
    let words = message.split(separator: "'", omittingEmptySubsequences: false)
    guard words.count > 2, words[0] == "Unknown option " else { return message }
    let written = String(words[1])
    let guess = words.count > 3 ? changes(written, String(words[3])) : 3
    guard
      let name = ["--help", "--version"].first(where: { changes(written, $0) < min(3, guess) })
    else { return message }
    return "Unknown option '\(words[1])'. Did you mean '\(name)'?"
  }

  /// How many bytes need to be added, taken away, changed or exchanged with the next to make one word of
  /// another; upper case is as good as lower case.
  private static func changes(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.lowercased().utf8), Array(other.utf8))
    // Row by row, what the beginnings of the one are from those of the other.
    var (before, last) = ([Int](), Array(0...other.count))
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var least = min(last[j] + (one[i] == other[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[other.count]
  }
}

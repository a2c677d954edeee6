import ArgumentParser
import ElmanChecking
import ElmanCorpora
import ElmanStreams

extension InputFormat: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension ClassificationFormat: ExpressibleByArgument {}
extension LabelledTextFormat: ExpressibleByArgument {}
extension CorpusFormat: ExpressibleByArgument {}
extension TextUnit: ExpressibleByArgument {}

extension NamedFormat {
  /// The form of an option's value.
  public init?(argument: String) { self.init(name: argument) }

  /// What the help tells of all of them: name and meaning side by side.
  static var table: String { table(width: 12) }

  /// What the help tells of all of them, with so many columns for names.
  static func table(width: Int) -> String {
    var rows: [(names: [String], help: String)] = []
    for format in allCases {
      if rows.last?.help == format.help {
        rows[rows.count - 1].names.append(format.name)
      } else {
        rows.append(([format.name], format.help))
      }
    }
    return rows.map { row in
      let lines = row.help.split(separator: "\n", omittingEmptySubsequences: false)
      return "  " + row.names.joined(separator: ", ").padded(width) + "  "
        + lines.joined(separator: "\n" + String(repeating: " ", count: width + 4))
    }.joined(separator: "\n")
  }

  /// The names of those that something goes with, for help and errors.
  static func names(where isOne: (Self) -> Bool) -> String {
    allCases.filter(isOne).map(\.name).joined(separator: " or ")
  }
}

import ArgumentParser
import ElmanStreams

extension InputFormat: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension ClassificationFormat: ExpressibleByArgument {}
extension TextUnit: ExpressibleByArgument {}

extension StreamFormat {
  /// The form of an option's value.
  public init?(argument: String) { self.init(name: argument) }

  /// What the help tells of all of them: name and meaning side by side.
  static var table: String {
    allCases.map { format in
      let lines = format.help.split(separator: "\n", omittingEmptySubsequences: false)
      return "  " + format.name.padded(12) + "  "
        + lines.joined(separator: "\n" + String(repeating: " ", count: 16))
    }.joined(separator: "\n")
  }

  /// The names of those that something goes with, for help and errors.
  static func names(where isOne: (Self) -> Bool) -> String {
    allCases.filter(isOne).map(\.name).joined(separator: " or ")
  }
}

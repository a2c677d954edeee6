import ArgumentParser
import Elman

/// The value of `--columns`: some of a model's columns.
struct WantedColumns: ExpressibleByArgument {
  let columns: [TagColumn]

  /// Reads names with commas between.
  init?(argument: String) {
    var columns: [TagColumn] = []
    for name in argument.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    {
      guard let column = TagColumn(rawValue: String(Substring(name))) else { return nil }
      columns.append(column)
    }
    self.columns = columns
  }

  /// The columns' names, for the help and errors.
  static var allValueStrings: [String] { TagColumn.allCases.map(\.rawValue) }

  /// - Throws: `CommandError` for a column that a model lacks.
  func check(_ tagger: Tagger) throws(CommandError) {
    let known = tagger.columns(nil).map(\.column)
    guard let other = columns.first(where: { !known.contains($0) }) else { return }
    throw CommandError(
      "expected columns of the model, which has \(known.map(\.rawValue).joined(separator: ", "));"
        + " found \(other.rawValue)", code: Failure.usage)
  }
}

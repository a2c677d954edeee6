import ArgumentParser
import Elman
import ElmanEvaluation

/// The options of commands that compare a tagger with a gold file.
struct GoldColumns: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      For a tagger: a column to compare, and the file with its gold labels if not the gold file; to be \
      given for each of several. (default: those that the gold file has)
      """,
      valueName: "name[=file]"))
  var column: [ColumnArgument] = []

  func validate() throws {
    for (index, argument) in column.enumerated()
    where column[..<index].contains(where: { $0.column == argument.column }) {
      throw ValidationError("expected each column once, found \(argument.column.rawValue) twice")
    }
    if let dev = column.lazy.compactMap(\.dev).first {
      throw ValidationError("expected one file for a column, found a second one, \(dev)")
    }
  }

  /// The gold labels of the columns, or of those that both tagger and file have.
  func corpus(_ path: String, for tagger: Tagger) throws -> TaggedCorpus {
    let columns = tagger.configuration.columns
    if let other = column.first(where: { !columns.contains($0.column) }) {
      throw CommandError(
        "expected a column of the model, which has \(columns.map(\.rawValue).joined(separator: ", "));"
          + " found \(other.column.rawValue)", code: Failure.usage)
    }
    if column.isEmpty {
      let corpus = try TaggedCorpus(path: path, anyOf: columns)
      corpus.warn()
      return corpus
    }
    return try ColumnFiles(
      columns: column.map(\.column),
      files: column.compactMap { argument in argument.train.map { (argument.column, $0) } }
    ).corpus(path)
  }
}

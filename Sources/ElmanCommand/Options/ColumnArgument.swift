import ArgumentParser
import Elman
import ElmanCorpora
import ElmanEvaluation

/// The value of `--column`: a column, and the files that its labels are read from if not from the
/// corpora themselves.
struct ColumnArgument: ExpressibleByArgument, Equatable {
  let column: TagColumn
  /// A file of the training corpus's sentences.
  let train: String?
  /// A file of the dev corpus's sentences.
  let dev: String?

  /// Reads `name`, `name=train` or `name=train,dev`.
  init?(argument: String) {
    let parts = argument.utf8.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard let column = parts.first.flatMap({ TagColumn(rawValue: String(Substring($0))) }) else {
      return nil
    }
    self.column = column
    let paths = parts.dropFirst().flatMap { $0.split(separator: UInt8(ascii: ","), maxSplits: 1) }
      .map { String(Substring($0)) }
    if parts.count == 2, paths.isEmpty { return nil }
    train = paths.first
    dev = paths.count == 2 ? paths[1] : nil
  }

  /// The columns' names, for the help and errors.
  static var allValueStrings: [String] { TagColumn.allCases.map(\.rawValue) }
}

/// Which labels of a corpus stand in files of their own.
struct ColumnFiles {
  let columns: [TagColumn]
  let files: [(column: TagColumn, path: String)]

  /// Reads a corpus with all its columns, and warns of labels that had to be repaired.
  ///
  /// The file of one more column is CoNLL-U, too, or of entities any form of them.
  func corpus(_ path: String) throws(CorpusError) -> TaggedCorpus {
    let own = columns.filter { column in !files.contains { $0.column == column } }
    var corpus = try TaggedCorpus(path: path, columns: own)
    for (column, path) in files { corpus = try corpus.adding(column, from: path) }
    corpus.warn()
    return corpus
  }
}

extension TaggedCorpus {
  /// Tells what had to be repaired or left out of the labels.
  func warn() {
    for repairs in repairs { StandardError.line("warning: \(repairs)") }
    for differences in files.compactMap(\.differences) {
      let (count, first) = differences
      StandardError.line(
        "warning: \(first); \(count) sentence\(count == 1 ? " is" : "s are") without its labels")
    }
  }
}

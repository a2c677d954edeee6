import Elman
import ElmanSystem
import ElmanText

/// What a writer makes of the tags of a tagger; of several taggers, for each once. Copies of a writer share it, in any
/// threads.
final class TagTables<Table: Sendable> {
  private let tagger: (Language?) -> Tagger?
  private let columns: [TagColumn]?
  private let make: (TagNames) -> Table
  private let made = Guarded(Made())

  private struct Made: Sendable {
    var tables: [Language?: Table] = [:]
    var last: (language: Language?, table: Table)?
  }

  /// - Parameters:
  ///   - output: what tags there are.
  ///   - make: makes a table of their names.
  init(_ output: SentenceOutput, make: @escaping (TagNames) -> Table) {
    tagger = output.tagger
    columns = output.columns
    self.make = make
  }

  /// The table for a sentence.
  subscript(item: StreamSentence) -> Table {
    let language = item.sentence.language
    return made.withLock { made in
      if let last = made.last, last.language == language { return last.table }
      let table = made.tables[language] ?? make(TagNames(tagger(language)?.columns(columns) ?? []))
      made.tables[language] = table
      made.last = (language, table)
      return table
    }
  }
}

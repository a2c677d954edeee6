import Elman
import ElmanText

/// What a writer makes of the tags of a tagger; of several taggers, for each once.
final class TagTables<Table> {
  private let tagger: (Language?) -> Tagger?
  private let columns: [TagColumn]?
  private let make: (TagNames) -> Table
  private var tables: [Language?: Table] = [:]
  private var last: (language: Language?, table: Table)?

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
    if let last, last.language == language { return last.table }
    let table = tables[language] ?? make(TagNames(tagger(language)?.columns(columns) ?? []))
    tables[language] = table
    last = (language, table)
    return table
  }
}

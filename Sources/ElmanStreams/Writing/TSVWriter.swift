import Elman
import ElmanText

/// Writes a word a line, its tags after a tab each, and a blank line after each sentence. Of trees there are two: the
/// number of the head, 0 for the root, and the relation.
struct TSVWriter: SentenceWriter {
  private let tables: TagTables<TagNames>

  init(_ output: SentenceOutput) { tables = TagTables(output) { $0 } }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard !sentence.words.isEmpty else { return }
    let names = tables[item]
    for index in sentence.words.indices {
      for byte in sentence.bytes(index) {
        // Words that come from other forms than text may hold a carriage return.
        output.append(byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : byte)
      }
      if let tags {
        for column in names.columns.indices {
          if column == names.relations {
            output.append(0x09)
            output.append(contentsOf: names.headBytes(tags, index))
          }
          output.append(0x09)
          output.append(contentsOf: names.bytes(tags, index, at: column))
        }
      }
      output.append(0x0A)
    }
    output.append(0x0A)
  }
}

extension OutputFormat {
  /// A word and its tag a line, with a tab between.
  public static let tsv = OutputFormat(
    name: "tsv", help: "word TAB tag, a blank line after each sentence"
  ) { TSVWriter($0) }
}

import Elman
import ElmanText

/// Writes a sentence a line: words separated by spaces, each with its tag after a low line.
///
/// The tag is that of the first column, and follows the last low line. White space inside a word becomes a no-break space (U+00A0).
struct HorizontalWriter: SentenceWriter {
  private let tables: TagTables<TagNames>

  init(_ output: SentenceOutput) { tables = TagTables(output) { $0 } }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard !sentence.words.isEmpty else { return }
    let names = tables[item]
    for index in sentence.words.indices {
      if index > 0 { output.append(0x20) }
      for byte in sentence.bytes(index) {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: output.append(contentsOf: [0xC2, 0xA0])
        default: output.append(byte)
        }
      }
      if let tags {
        output.append(UInt8(ascii: "_"))
        output.append(contentsOf: names.bytes(tags, index, at: 0))
      }
    }
    output.append(0x0A)
  }
}

extension OutputFormat {
  /// A sentence a line.
  public static let horizontal = OutputFormat(
    name: "horizontal", help: "word_TAG word_TAG; the tag follows the last _"
  ) { HorizontalWriter($0) }
}

import Elman
import ElmanCorpora

/// Writes CoNLL-U. A sentence that was CoNLL-U before keeps all but the column of the tags.
struct ConlluWriter: SentenceWriter {
  private let names: TagNames
  private var formatter: ConlluFormatter
  private var endsWithBlankLine = true

  init(_ names: TagNames, keepsSpaces: Bool, writesTokenRanges: Bool = false) {
    self.names = names
    formatter = ConlluFormatter(
      keepsSpaces: keepsSpaces, writesTokenRanges: writesTokenRanges)
  }

  mutating func write(
    _ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]
  ) {
    if var block = item.block {
      // A file may end without the blank line that ends its last sentence.
      if !endsWithBlankLine {
        output.append(contentsOf: output.last == 0x0A ? [0x0A] : [0x0A, 0x0A])
      }
      if let tags {
        for (word, id) in tags.labelIds.enumerated() {
          block.set(word, names.column, to: names.bytes[Int(id)])
        }
      }
      let start = output.count
      block.write(to: &output)
      endsWithBlankLine = Self.endsWithBlankLine(output[start...])
      return
    }
    if item.startsDocument { formatter.startDocument(id: item.documentID) }
    let labels = tags?.labelIds.map { names.strings[Int($0)] } ?? []
    formatter.format(item.sentence, labels: labels, column: names.column)?.write(to: &output)
  }

  private static func endsWithBlankLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lastLines = bytes.suffix(4).filter { $0 != 0x0D }
    return lastLines.isEmpty || lastLines.suffix(2).allSatisfy { $0 == 0x0A }
  }
}

import Elman
import ElmanCorpora

/// Writes CoNLL-U. A sentence that was CoNLL-U before keeps all but the columns of the tags.
///
/// Entities stand in MISC in BIO, `NER=B-PER`; a word in none has no such attribute.
struct ConlluWriter: SentenceWriter {
  private let names: TagNames
  private var formatter: ConlluFormatter
  private var endsWithBlankLine = true
  private var hasWarned = false

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
        for (index, name) in names.columns.enumerated() {
          guard let column = name.column.conllu else { continue }
          for word in tags.sentence.tokens.indices {
            block.set(word, column, to: names.bytes(tags, word, at: index))
          }
        }
        setEntities(of: &block, tags)
      }
      let start = output.count
      block.write(to: &output)
      endsWithBlankLine = Self.endsWithBlankLine(output[start...])
      return
    }
    if item.startsDocument { formatter.startDocument(id: item.documentID) }
    let formatted = formatter.format(item.sentence) { word, column in
      guard let tags, let index = names.index(of: column) else { return [] }
      return names.bytes(tags, word, at: index)
    }
    if formatter.hasLeftOutSpaces, !hasWarned {
      hasWarned = true
      StandardError.line(
        """
        warning: white space of more than \(ConlluFormatter.maximumSpaceBytes >> 20) MiB between two \
        tokens; CoNLL-U tells of no more
        """)
    }
    guard var formatted else { return }
    if let tags { setEntities(of: &formatted, tags, isNew: true) }
    formatted.write(to: &output)
  }

  /// - Parameter isNew: whether no word has an attribute of entities yet.
  private func setEntities(
    of block: inout ConlluSentence, _ tags: TaggedSentence, isNew: Bool = false
  ) {
    guard let index = names.entities else { return }
    let strings = names.columns[index].strings
    for word in tags.sentence.tokens.indices {
      let label = strings[tags.labelId(word, at: index)]
      if label == "O" && isNew { continue }
      block.setMiscAttribute("NER", ofWord: word, to: label == "O" ? nil : label)
    }
  }

  private static func endsWithBlankLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lastLines = bytes.suffix(4).filter { $0 != 0x0D }
    return lastLines.isEmpty || lastLines.suffix(2).allSatisfy { $0 == 0x0A }
  }
}

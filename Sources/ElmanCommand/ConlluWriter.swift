import Elman
import ElmanCorpora

/// Writes CoNLL-U. A sentence that was CoNLL-U before keeps all but the columns of the tags.
///
/// Entities stand in MISC in BIO, `NER=B-PER`; a word in none has no such attribute.
struct ConlluWriter: SentenceWriter {
  private let names: TagNames
  private let keepsBlankLines: Bool
  private var formatter: ConlluFormatter
  /// The line ends that the last sentence lacks, where its file ends without.
  private var missingLineEnds = 0
  private var hasWarned = false

  /// - Parameter keepsBlankLines: whether blank lines between sentences that were CoNLL-U before stay.
  init(
    _ names: TagNames, keepsSpaces: Bool, writesTokenRanges: Bool = false,
    keepsBlankLines: Bool = true
  ) {
    self.names = names
    self.keepsBlankLines = keepsBlankLines
    formatter = ConlluFormatter(
      keepsSpaces: keepsSpaces, writesTokenRanges: writesTokenRanges)
  }

  mutating func write(
    _ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]
  ) {
    if var block = item.block {
      endSentence(to: &output)
      if !keepsBlankLines { block.removeBlankLines() }
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
      let end = output[start...].suffix(4).filter { $0 != 0x0D }.suffix(2)
      missingLineEnds = end.allSatisfy { $0 == 0x0A } ? 0 : end.last == 0x0A ? 1 : 2
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

  mutating func endAnswer(to output: inout [UInt8]) {
    endSentence(to: &output)
    output.append(0x0A)
  }

  /// Ends the last sentence with a blank line, if its file ended without.
  private mutating func endSentence(to output: inout [UInt8]) {
    output.append(contentsOf: repeatElement(0x0A, count: missingLineEnds))
    missingLineEnds = 0
  }
}

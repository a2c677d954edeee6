import Elman
import ElmanCorpora

/// Writes CoNLL-U. A sentence that was CoNLL-U before keeps all but the columns of the tags.
///
/// Entities stand in MISC in BIO, `NER=B-PER`; a word in none has no such attribute.
struct ConlluWriter: SentenceWriter {
  private let tables: TagTables<Names>
  private let keepsBlankLines: Bool
  private let warn: (StreamWarning) -> Void
  private var formatter: ConlluFormatter
  /// The line ends that the last sentence lacks, where its file ends without.
  private var missingLineEnds = 0
  private var hasWarned = false

  /// The names of a tagger's tags.
  private struct Names: Sendable {
    let tags: TagNames
    /// What MISC says of a word with each label of the column of entities; nothing of one in none.
    let entityAttributes: [[UInt8]]

    init(_ names: TagNames) {
      tags = names
      let labels = names.entities.map { names.columns[$0].strings } ?? []
      entityAttributes = labels.map {
        $0 == "O" ? [] : ConlluSentence.miscAttribute(entityKey, $0)
      }
    }
  }

  init(_ output: SentenceOutput) {
    tables = TagTables(output) { Names($0) }
    keepsBlankLines = output.keepsBlankLines
    warn = output.warn
    formatter = ConlluFormatter(
      keepsSpaces: output.keepsSpaces, writesTokenRanges: output.tellsTokenRanges)
  }

  private static let entityKey = "NER"

  mutating func write(
    _ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]
  ) {
    let table = tables[item]
    let names = table.tags
    if var block = item.block {
      endSentence(to: &output)
      if !keepsBlankLines { block.removeBlankLines() }
      if let tags {
        for (index, name) in names.columns.enumerated() {
          guard let column = name.column.conllu else { continue }
          for word in tags.sentence.words.indices {
            block.set(word, column, to: names.bytes(tags, word, at: index))
          }
        }
        if tags.hasTree {
          for word in tags.sentence.words.indices {
            block.set(word, .head, to: names.headBytes(tags, word))
          }
        }
        setEntities(of: &block, tags, names)
      }
      let start = output.count
      block.write(to: &output)
      let end = output[start...].suffix(4).filter { $0 != 0x0D }.suffix(2)
      missingLineEnds = end.allSatisfy { $0 == 0x0A } ? 0 : end.last == 0x0A ? 1 : 2
      return
    }
    if item.startsDocument { formatter.startDocument(id: item.documentID) }
    let formatted = formatter.format(item.sentence) { word, column in
      guard let tags else { return [] }
      if column == .misc, let index = names.entities {
        return table.entityAttributes[tags.labelId(word, at: index)][...]
      }
      if column == .head, tags.hasTree { return names.headBytes(tags, word) }
      guard let index = names.index(of: column) else { return [] }
      return names.bytes(tags, word, at: index)
    }
    if formatter.hasLeftOutSpaces, !hasWarned {
      hasWarned = true
      warn(.leftOutSpaces(maximumBytes: ConlluFormatter.maximumSpaceBytes))
    }
    formatted?.write(to: &output)
  }

  private func setEntities(
    of block: inout ConlluSentence, _ tags: TaggedSentence, _ names: TagNames
  ) {
    guard let index = names.entities else { return }
    let strings = names.columns[index].strings
    for word in tags.sentence.words.indices {
      let label = strings[tags.labelId(word, at: index)]
      block.setMiscAttribute(Self.entityKey, ofWord: word, to: label == "O" ? nil : label)
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

extension OutputFormat {
  /// CoNLL-U.
  public static let conllu = OutputFormat(
    name: "conllu", help: "CoNLL-U, with the white space of the text in MISC",
    canTellTokenRanges: true
  ) { ConlluWriter($0) }
}

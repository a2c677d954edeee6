import Elman
import ElmanText

/// Writes sentences for people: each word with its tag below, and its lemma if there is one, as wide as
/// the screen. Where there are entities, the text stands above with these marked, or alone if there are no
/// other tags. The arcs of trees are drawn above the words, and relations stand below.
struct PrettyWriter: SentenceWriter {
  private let screen: Screen
  private let tables: TagTables<Names>
  private let entities: EntityText

  /// A word or a tag.
  private struct Cell {
    let text: ScreenText
    var colour: TagColour?
  }

  private static let gap = 2

  /// The names of a tagger's tags.
  private struct Names: Sendable {
    /// For each column its tags.
    let tags: [[Cell]]
    /// The columns that stand below the words: the first but for entities, those of lemmas and of relations.
    let shown: [Int]
    /// Which column holds lemmas, if one does.
    let lemmas: Int?
    /// Whether there are entities.
    let hasEntities: Bool

    init(_ names: TagNames, hasColours: Bool) {
      tags = names.columns.map { column in
        column.column == .lemma
          ? []
          : column.strings.map { name in
            Cell(text: ScreenText(name.utf8), colour: hasColours ? TagColour(tag: name) : nil)
          }
      }
      lemmas = names.columns.firstIndex { $0.column == .lemma }
      hasEntities = names.entities != nil
      let first = names.columns.firstIndex { $0.column != .ner }
      shown = Set([first, lemmas, names.relations].compactMap { $0 }).sorted()
    }
  }

  init(_ output: SentenceOutput) {
    let screen = output.screen
    self.screen = screen
    entities = EntityText(screen: screen)
    tables = TagTables(output) { Names($0, hasColours: screen.hasColours) }
  }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    let names = tables[item]
    if let tags, names.hasEntities {
      let spans = tags.entitySpans
      if names.shown.isEmpty || !spans.isEmpty { entities.write(sentence, spans, to: &output) }
      if names.shown.isEmpty {
        if !sentence.words.isEmpty { output.append(0x0A) }
        return
      }
    }
    let words = sentence.words.indices.map { Cell(text: ScreenText(sentence.bytes($0))) }
    let below = tags.map { rows(of: $0, names) } ?? []
    var first = 0
    while first < words.count {
      var widths: [Int] = []
      var total = 0
      for index in first..<words.count {
        let width = below.reduce(words[index].text.width) { max($0, $1[index].text.width) }
        total += width
        if total > screen.width, !widths.isEmpty { break }
        total += Self.gap
        widths.append(width)
      }
      let row = first..<first + widths.count
      if let tags, tags.hasTree { drawArcs(of: tags, row, words, widths, to: &output) }
      append(words[row], widths, to: &output)
      for cells in below { append(cells[row], widths, to: &output) }
      first = row.upperBound
    }
    if !words.isEmpty { output.append(0x0A) }
  }

  /// The rows below the words: tags and lemmas.
  private func rows(of tags: TaggedSentence, _ names: Names) -> [[Cell]] {
    let tokens = tags.sentence.words.indices
    return names.shown.map { index in
      tokens.map { token in
        index == names.lemmas
          ? Cell(text: ScreenText(tags.label(token, at: index).utf8))
          : names.tags[index][tags.labelId(token, at: index)]
      }
    }
  }

  /// Draws the arcs above a row of words.
  private func drawArcs(
    of tags: TaggedSentence, _ row: Range<Int>, _ words: [Cell], _ widths: [Int],
    to output: inout [UInt8]
  ) {
    var start = 0
    var columns: [Int] = []
    for (word, width) in zip(row, widths) {
      columns.append(start + max(0, words[word].text.width - 1) / 2)
      start += width + Self.gap
    }
    let arcs = TreeArcs(
      of: row, at: columns, width: max(1, start - Self.gap), sentence: tags.sentence.words.indices,
      head: tags.head)
    for line in arcs.lines {
      output.append(contentsOf: line.utf8)
      output.append(0x0A)
    }
  }

  private func append(_ cells: ArraySlice<Cell>, _ widths: [Int], to output: inout [UInt8]) {
    var missing = 0
    for (cell, width) in zip(cells, widths) {
      output.append(contentsOf: repeatElement(0x20, count: missing))
      if let colour = cell.colour { output.append(contentsOf: colour.start) }
      output.append(contentsOf: cell.text.utf8)
      if cell.colour != nil { output.append(contentsOf: TagColour.end) }
      missing = width - cell.text.width + Self.gap
    }
    output.append(0x0A)
  }
}

extension OutputFormat {
  /// Columns for people.
  public static let pretty = OutputFormat(
    name: "pretty", help: "words and tags in columns, as wide as the screen"
  ) { PrettyWriter($0) }
}

import ElmanPlots

/// A part of the benchmark page: a heading, then texts, tables and plots.
struct PageSection {
  private enum Block {
    case text(String)
    case plot(LinePlot, file: String)
  }

  let heading: String
  private var blocks: [Block] = []

  init(_ heading: String) { self.heading = heading }

  /// Adds a paragraph.
  mutating func add(_ text: String) { blocks.append(.text(text)) }

  /// Adds a table.
  mutating func add(_ rows: [Row]) { blocks.append(.text(Table(rows: rows).markdown)) }

  /// Adds a table for each value of the first column, under that value.
  mutating func addGroups(_ rows: [Row]) {
    var group: [Row] = []
    for (index, row) in rows.enumerated() {
      group.append(row.withoutFirst.rest)
      let name = row.withoutFirst.first
      if index + 1 == rows.count || rows[index + 1].withoutFirst.first != name {
        add("### " + name.prefix(1).uppercased() + name.dropFirst())
        add(group)
        group = []
      }
    }
  }

  /// Adds the command that measures the same figures alone.
  mutating func add(command: String) { blocks.append(.text("```console\n$ \(command)\n```")) }

  /// Adds a picture, which is kept in a file of its own.
  mutating func add(_ plot: LinePlot, file: String) { blocks.append(.plot(plot, file: file)) }

  /// The section as Markdown.
  var markdown: String {
    let blocks = blocks.map { block in
      switch block {
      case .text(let text): text
      case .plot(let plot, let file): "![\(plot.title)](\(file))"
      }
    }
    return (["## \(heading)"] + blocks).joined(separator: "\n\n") + "\n"
  }

  /// The pictures with their files.
  var plots: [(file: String, svg: String)] {
    blocks.compactMap { block in
      if case .plot(let plot, let file) = block { (file, plot.svg) } else { nil }
    }
  }
}

/// The arcs of a tree above a row of words, drawn with the lines of a terminal: from each head one to each of its
/// words, with a point at these. An arc to or from a word on another row goes on to the edge.
struct TreeArcs {
  /// The directions in which lines leave a cell.
  private struct Lines: OptionSet {
    let rawValue: UInt8
    static let up = Lines(rawValue: 1)
    static let down = Lines(rawValue: 2)
    static let left = Lines(rawValue: 4)
    static let right = Lines(rawValue: 8)
  }

  /// An arc on its way over the row.
  private struct Arc {
    /// From which column to which.
    let columns: ClosedRange<Int>
    /// Which of these is the head's.
    let head: Int
    /// Whether there is a word at the left end, and at the right.
    let hasLeft, hasRight: Bool
    /// The line that it goes along, the lowest being 1.
    var level = 0
  }

  private static let shapes: [Character] = [
    " ", "╵", "╷", "│", "─", "╯", "╮", "┤", "─", "╰", "╭", "├", "─", "┴", "┬", "┼",
  ]

  /// The lines, from above.
  let lines: [String]

  /// Draws the arcs of some words.
  ///
  /// - Parameters:
  ///   - words: the words of the row.
  ///   - columns: for each of them the column that arcs reach it at.
  ///   - width: the columns of the row.
  ///   - head: for each word of the sentence its head, `nil` for the root.
  ///   - sentence: the words of the sentence.
  init(
    of words: Range<Int>, at columns: [Int], width: Int, sentence: Range<Int>,
    head: (Int) -> Int?
  ) {
    func column(_ word: Int) -> Int {
      word < words.lowerBound
        ? 0 : word < words.upperBound ? columns[word - words.lowerBound] : max(width, 1) - 1
    }
    var arcs: [Arc] = []
    var isDependent = Array(repeating: false, count: words.count)
    var isHead = isDependent
    for word in sentence {
      guard let head = head(word) else { continue }
      let (left, right) = (min(word, head), max(word, head))
      guard words.contains(word) || words.contains(head) else { continue }
      if words.contains(word) { isDependent[word - words.lowerBound] = true }
      if words.contains(head) { isHead[head - words.lowerBound] = true }
      let (start, end) = (column(left), column(right))
      guard start < end else { continue }
      arcs.append(
        Arc(
          columns: start...end, head: column(head), hasLeft: words.contains(left),
          hasRight: words.contains(right)))
    }
    Self.setLevels(of: &arcs)

    let height = arcs.map(\.level).max() ?? 0
    var cells = Array(
      repeating: [Lines](repeating: [], count: width), count: height + 1)
    for arc in arcs {
      let (start, end) = (arc.columns.lowerBound, arc.columns.upperBound)
      for column in arc.columns {
        if column > start { cells[arc.level][column].insert(.left) }
        if column < end { cells[arc.level][column].insert(.right) }
      }
      for (column, isThere) in [(start, arc.hasLeft), (end, arc.hasRight)] where isThere {
        cells[arc.level][column].insert(.down)
        for level in 1..<max(1, arc.level) { cells[level][column].formUnion([.up, .down]) }
      }
    }
    var lines = cells.dropFirst().reversed().map { row in
      Self.line(row.map { Self.shapes[Int($0.rawValue)] })
    }
    if height > 0 {
      var last = [Character](repeating: " ", count: width)
      for index in words.indices {
        let place = index - words.lowerBound
        if isDependent[place] || isHead[place] {
          last[columns[place]] = isDependent[place] ? "▼" : "│"
        }
      }
      lines.append(Self.line(last))
    }
    self.lines = lines
  }

  /// Puts each arc above those that it goes over or meets, the shortest lowest; but those that meet in one head may
  /// be of one level.
  private static func setLevels(of arcs: inout [Arc]) {
    arcs.sort {
      ($0.columns.count, $0.columns.lowerBound) < ($1.columns.count, $1.columns.lowerBound)
    }
    for index in arcs.indices {
      let arc = arcs[index]
      let below = arcs[..<index].filter { other in
        let start = max(other.columns.lowerBound, arc.columns.lowerBound)
        let end = min(other.columns.upperBound, arc.columns.upperBound)
        return start < end || start == end && !(other.head == start && arc.head == start)
      }
      arcs[index].level = 1 + (below.map(\.level).max() ?? 0)
    }
  }

  private static func line(_ characters: [Character]) -> String {
    let end = characters.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
    return String(characters[..<end])
  }
}

/// The tree of a sentence as a picture: words in a row, with an arc from each head to each of its words above.
package struct TreePlot {
  /// A word of the sentence.
  package struct Word {
    /// What stands in the row.
    package let form: String
    /// What stands below, such as the part of speech; each in a line of its own.
    package let tags: [String]
    /// The index of the head; `nil` for the root.
    package let head: Int?
    /// The relation to the head, which stands on the arc.
    package let relation: String

    /// A word.
    package init(form: String, tags: [String], head: Int?, relation: String) {
      (self.form, self.tags, self.head, self.relation) = (form, tags, head, relation)
    }
  }

  private static let formSize = 18.0
  private static let tagSize = 12.0
  private static let relationSize = 12.0
  private static let levelHeight = 30.0
  private static let gap = 22.0
  private static let margin = 16.0

  private let words: [Word]
  private let levels: [Int]
  /// The middle of each word.
  private let middles: [Double]
  private let width: Double

  /// Lays a sentence out.
  ///
  /// - Parameters:
  ///   - words: the words, in the order of the text.
  ///   - isRightToLeft: whether the first word stands on the right.
  package init(_ words: [Word], isRightToLeft: Bool) {
    self.words = words
    levels = Self.levels(of: words)
    let widths = words.map { word in
      word.tags.reduce(TextMeasure.width(word.form, size: Self.formSize)) {
        max($0, TextMeasure.width($1, size: Self.tagSize))
      }
    }
    var middles: [Double] = []
    var end = Self.margin
    for (index, width) in widths.enumerated() {
      middles.append(end + width / 2)
      // A relation has to fit between a word and its head.
      for other in 0..<index
      where words[index].head == other || words[other].head == index {
        let relation = words[index].head == other ? words[index].relation : words[other].relation
        let room = TextMeasure.width(relation, size: Self.relationSize) + 26
        middles[index] = max(middles[index], middles[other] + room)
      }
      end = middles[index] + width / 2 + Self.gap
    }
    let width = end - Self.gap + Self.margin
    self.width = width
    self.middles = isRightToLeft ? middles.map { width - $0 } : middles
  }

  /// For each word the level of the arc to it: above all arcs between its ends, from 1 on; 0 for a root.
  private static func levels(of words: [Word]) -> [Int] {
    func span(_ word: Int) -> Range<Int> {
      let head = words[word].head ?? word
      return min(word, head)..<max(word, head)
    }
    var levels = [Int](repeating: 0, count: words.count)
    let order = words.indices.filter { words[$0].head != nil }
      .sorted { (span($0).count, $0) < (span($1).count, $1) }
    for (place, word) in order.enumerated() {
      levels[word] =
        1 + (order[..<place].filter { span($0).overlaps(span(word)) }.map { levels[$0] }.max() ?? 0)
    }
    return levels
  }

  /// The picture.
  package var svg: String {
    let top = Self.margin + Double((levels.max() ?? 0) + 1) * Self.levelHeight
    let tagLines = words.map(\.tags.count).max() ?? 0
    let baseline = top + Self.formSize + 6
    let height = baseline + Double(tagLines) * (Self.tagSize + 6) + Self.margin
    var svg = SVGWriter()
    svg.open(
      "svg",
      [
        "xmlns": .text("http://www.w3.org/2000/svg"), "width": .number(width),
        "height": .number(height),
        "viewBox": .text("0 0 \(SVGWriter.number(width)) \(SVGWriter.number(height))"),
        "role": .text("img"), "font-family": .text("system-ui, sans-serif"),
        "text-anchor": .text("middle"),
      ])
    let text = words.map(\.form).joined(separator: " ")
    svg.element("title", content: "The dependency tree of: \(text)")
    svg.element("style", content: "\n" + Appearance.treeStyle)
    svg.element(
      "rect",
      ["class": .text("background"), "width": .number(width), "height": .number(height)])
    for (index, word) in words.enumerated() {
      drawArc(to: index, word, top: top, &svg)
    }
    for (index, word) in words.enumerated() {
      svg.element(
        "text",
        [
          "x": .number(middles[index]), "y": .number(baseline), "font-size": .number(Self.formSize),
        ],
        content: word.form)
      for (line, tag) in word.tags.enumerated() {
        svg.element(
          "text",
          [
            "class": .text("faint"), "x": .number(middles[index]),
            "y": .number(baseline + Double(line + 1) * (Self.tagSize + 6)),
            "font-size": .number(Self.tagSize),
          ], content: tag)
      }
    }
    svg.close()
    return svg.text
  }

  /// Draws the arc from the head to a word, or from above to a root.
  private func drawArc(to index: Int, _ word: Word, top: Double, _ svg: inout SVGWriter) {
    let end = middles[index]
    let isRoot = word.head == nil
    let height =
      top - Double(isRoot ? (levels.max() ?? 0) + 1 : levels[index]) * Self.levelHeight
    var middle = end
    if let head = word.head {
      // Arcs leave a head beside its middle, on the side of the word.
      let side = middles[head] < end ? 1.0 : -1.0
      let start = middles[head] + 6 * side
      middle = (start + end) / 2
      let radius = min(10, abs(end - start) / 2)
      func number(_ value: Double) -> String { SVGWriter.number(value) }
      svg.element(
        "path",
        [
          "class": .text("arc"),
          "d": .text(
            "M\(number(start)) \(number(top)) V\(number(height + radius))"
              + " Q\(number(start)) \(number(height)) \(number(start + radius * side)) \(number(height))"
              + " H\(number(end - radius * side))"
              + " Q\(number(end)) \(number(height)) \(number(end)) \(number(height + radius))"
              + " V\(number(top))"),
        ])
    } else {
      svg.element(
        "path",
        [
          "class": .text("arc"),
          "d": .text(
            "M\(SVGWriter.number(end)) \(SVGWriter.number(height + 8)) V\(SVGWriter.number(top))"),
        ])
    }
    svg.element(
      "path",
      [
        "class": .text("point"),
        "d": .text(
          "M\(SVGWriter.number(end - 4)) \(SVGWriter.number(top - 6)) h8 l-4 8 z"),
      ])
    let width = TextMeasure.width(word.relation, size: Self.relationSize)
    svg.element(
      "rect",
      [
        "class": .text("background"), "x": .number(middle - width / 2 - 2),
        "y": .number(height - 8), "width": .number(width + 4), "height": .number(16),
      ])
    svg.element(
      "text",
      [
        "class": .text("faint"), "x": .number(middle), "y": .number(height + 4),
        "font-size": .number(Self.relationSize),
      ], content: word.relation)
  }
}

extension Appearance {
  /// The style sheet of trees.
  fileprivate static var treeStyle: String {
    func rules(_ background: String, _ text: String, _ faint: String, _ arc: String) -> String {
      """
      .background { fill: \(background); }
      text { fill: \(text); }
      .faint { fill: \(faint); }
      .arc { fill: none; stroke: \(arc); stroke-width: 1.5; }
      .point { fill: \(arc); }

      """
    }
    return rules("#ffffff", "#1f2328", "#59636e", lines[0].light)
      + "@media (prefers-color-scheme: dark) {\n"
      + rules("#0d1117", "#e6edf3", "#a3adb8", lines[0].dark) + "}\n"
  }
}

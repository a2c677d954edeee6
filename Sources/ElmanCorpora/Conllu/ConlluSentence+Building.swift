extension ConlluSentence {
  /// Whether there are blank lines alone.
  package var isBlank: Bool { rowInfos.isEmpty && !preamble.contains(where: \.isComment) }

  /// Leaves out the blank lines before the first comment or row.
  package mutating func removeBlankLines() { preamble.removeAll { !$0.isComment } }

  /// Adds a comment after those that are there.
  ///
  /// - Parameter text: the comment without `#`; a line break in it becomes a space.
  public mutating func appendComment(_ text: String) {
    if rowInfos.isEmpty { closeLastLine() }
    let start = bytes.count
    bytes.append(contentsOf: "# ".utf8)
    _ = store(text.utf8)
    bytes.append(0x0A)
    preamble.append(
      PreambleLine(
        range: start..<bytes.count, content: start..<bytes.count - 1, isComment: true))
  }

  /// Adds a syntactic word at the end, with the next number; columns that are not given are `_`.
  ///
  /// Values are cleaned as ``set(_:_:to:)`` does.
  ///
  /// - Parameter values: the columns besides the ID, as well-formed UTF-8.
  public mutating func appendWord(_ values: [ConlluColumn: [UInt8]]) {
    appendRow(.word(wordCount + 1), values)
  }

  /// Adds the row of a token of the text that holds several syntactic words, before these are added.
  ///
  /// - Parameters:
  ///   - count: how many words it holds, 1 or more.
  ///   - values: the columns besides the ID, as well-formed UTF-8.
  public mutating func appendMultiword(of count: Int, _ values: [ConlluColumn: [UInt8]]) {
    appendRow(.range(first: wordCount + 1, last: wordCount + count), values)
  }

  /// Adds a node that is not in the text after the last word.
  ///
  /// - Parameter values: the columns besides the ID, as well-formed UTF-8.
  public mutating func appendEmptyNode(_ values: [ConlluColumn: [UInt8]]) {
    var number = 1
    if case .emptyNode(_, let last) = rowInfos.last?.id { number = last + 1 }
    appendRow(.emptyNode(after: wordCount, number: number), values)
  }

  /// Adds a row at the end; columns that are not given are `_`.
  ///
  /// - Parameters:
  ///   - id: what the row stands for; the caller sees to the order that the format demands.
  ///   - values: the columns besides the ID, as well-formed UTF-8.
  package mutating func appendRow(_ id: ConlluID, _ values: [ConlluColumn: [UInt8]]) {
    appendRow(id) { values[$0]?[...] ?? [] }
  }

  /// Adds a row at the end whose columns besides the ID are what `value` returns; `_` for nothing.
  mutating func appendRow(_ id: ConlluID, value: (ConlluColumn) -> ArraySlice<UInt8>) {
    closeLastLine()
    let start = bytes.count
    id.write(to: &bytes)
    fields.append(start..<bytes.count)
    for column in ConlluColumn.values {
      bytes.append(0x09)
      fields.append(store(value(column)))
    }
    let contentEnd = bytes.count
    bytes.append(0x0A)
    if case .word = id { wordRows.append(rowInfos.count) }
    rowInfos.append(RowInfo(id: id, range: start..<bytes.count, contentEnd: contentEnd))
  }

  /// Gives the last line an ending where the file stopped without one.
  private mutating func closeLastLine() {
    if let last = rowInfos.last, last.range.upperBound == last.contentEnd {
      bytes += bytes[last.range] + [0x0A]
      let index = rowInfos.count - 1
      rowInfos[index].range = bytes.count - 1 - last.range.count..<bytes.count
      rowInfos[index].contentEnd = bytes.count - 1
    } else if let last = preamble.last, last.range.upperBound == last.content.upperBound {
      bytes += bytes[last.range] + [0x0A]
      preamble[preamble.count - 1].range = bytes.count - 1 - last.range.count..<bytes.count
    }
  }
}

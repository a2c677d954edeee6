extension ConlluSentence {
  /// Appends the sentence as it stands in a file, line endings and blank line included.
  ///
  /// - Complexity: O(n) in the bytes written; what was read and not set goes in one piece.
  public func write(to output: inout [UInt8]) {
    var pieces = Pieces(of: bytes)
    for line in preamble { pieces.append(line.range, to: &output) }
    for (row, info) in rowInfos.enumerated() {
      guard info.isEdited else {
        pieces.append(info.range, to: &output)
        continue
      }
      // The byte-order mark of a file that begins with a row.
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      if bytes[info.range].starts(with: mark) {
        pieces.append(info.range.prefix(mark.count), to: &output)
      }
      for field in fields[10 * row..<10 * row + 9] {
        pieces.append(field, to: &output)
        pieces.appendTab(to: &output)
      }
      pieces.append(fields[10 * row + 9], to: &output)
      pieces.append(info.contentEnd..<info.range.upperBound, to: &output)
    }
    pieces.append(trailer, to: &output)
    pieces.flush(to: &output)
  }

  /// Ranges of an array, written in one piece as long as they follow each other there.
  private struct Pieces {
    private let bytes: [UInt8]
    private var piece = 0..<0

    init(of bytes: [UInt8]) { self.bytes = bytes }

    mutating func append(_ range: Range<Int>, to output: inout [UInt8]) {
      if range.lowerBound == piece.upperBound {
        piece = piece.lowerBound..<range.upperBound
      } else {
        flush(to: &output)
        piece = range
      }
    }

    mutating func appendTab(to output: inout [UInt8]) {
      if piece.upperBound < bytes.count, bytes[piece.upperBound] == 0x09 {
        piece = piece.lowerBound..<piece.upperBound + 1
      } else {
        flush(to: &output)
        output.append(0x09)
      }
    }

    mutating func flush(to output: inout [UInt8]) {
      output.append(contentsOf: bytes[piece])
      piece = piece.upperBound..<piece.upperBound
    }
  }
}

import ElmanBytes
import ElmanText

/// A line of the input or a piece of one, as ranges of the array that holds it.
package struct Line: Sendable, Hashable {
  /// The number of the line, counted from 1; pieces of a line share it.
  package var number: Int

  /// All bytes of the line: the byte-order mark of the input's first line, the content, the ending.
  package var range: Range<Int>

  /// The bytes without byte-order mark and without ending.
  package var content: Range<Int>

  /// Whether this goes on with a line of which a piece came before.
  package var isContinuation = false

  /// Whether the line goes on in the next piece.
  package var isCut = false
}

/// Reads an input line by line.
///
/// A line ends with `\n` or `\r\n`, or at the end of the input; a lone `\r` is content. Lines may be
/// of any length; one longer than a limit, if there is any, comes in pieces, each of which ends after
/// a space or tab, or where it holds none between two scalars. All bytes are handed on, so that the
/// lines together are the input.
package final class LineReader {
  /// The name of the input that errors show.
  package var path: String { source.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  package private(set) var firstRepair: TextRepair?

  /// The first line that came in pieces, if there was any.
  package private(set) var firstCutLine: Int?

  private let source: ByteSource
  private let illFormedText: IllFormedText
  private let maximumBytes: Int
  private let chunk: UnsafeMutableRawBufferPointer
  private var lower = 0
  private var upper = 0
  private var lineNumber = 0
  /// The offset of the line in the input.
  private var byteOffset = 0
  private var repair = UTF8Repair()
  /// The start of the word that the last piece's end would have cut.
  private var carried: [UInt8] = []
  private var isInsideLine = false

  /// Creates a reader of lines.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - maximumBytes: the bytes of the input from which on a line is cut.
  package init(
    _ source: ByteSource, illFormedText: IllFormedText = .reject, maximumBytes: Int = .max
  ) {
    precondition(maximumBytes > 0)
    self.source = source
    self.illFormedText = illFormedText
    self.maximumBytes = maximumBytes
    chunk = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit { chunk.deallocate() }

  /// Appends the next line to `bytes`, with its ending, or the next piece of it.
  ///
  /// - Returns: where the line stands in `bytes`, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for text that is not UTF-8.
  /// - Complexity: amortised O(n) in the length of the line.
  package func next(appendingTo bytes: inout [UInt8]) throws(CorpusError) -> Line? {
    let start = bytes.count
    let isContinuation = isInsideLine
    bytes += carried
    var room = maximumBytes - carried.count
    carried.removeAll()
    if !isContinuation { repair = UTF8Repair() }
    var (isComplete, isAtEnd) = (false, false)
    while !isComplete, !isAtEnd, room > 0 {
      if lower == upper {
        lower = 0
        upper = 0
        upper = try source.read(into: chunk)
      }
      isAtEnd = upper == 0
      isComplete = !isAtEnd && appendUpToNewline(to: &bytes, &room)
    }
    isInsideLine = !isComplete && !isAtEnd
    if isAtEnd { repair.finish(to: &bytes) }
    guard bytes.count > start || isInsideLine else { return nil }
    if !isContinuation { lineNumber += 1 }
    if let fault = repair.firstFault { try handle(fault) }
    if isInsideLine { carry(from: &bytes, start: start) } else { byteOffset += repair.inputCount }

    var contentEnd = bytes.count
    if isComplete {
      contentEnd -= 1
      if contentEnd > start, bytes[contentEnd - 1] == 0x0D { contentEnd -= 1 }
    }
    var contentStart = start
    if lineNumber == 1, !isContinuation,
      bytes[start..<contentEnd].starts(with: [0xEF, 0xBB, 0xBF])
    {
      contentStart += 3
    }
    return Line(
      number: lineNumber, range: start..<bytes.count, content: contentStart..<contentEnd,
      isContinuation: isContinuation, isCut: isInsideLine)
  }

  /// Appends what is left of the line in the chunk, as far as there is room; returns whether its end
  /// was there.
  private func appendUpToNewline(to bytes: inout [UInt8], _ room: inout Int) -> Bool {
    let end = lower + min(upper - lower, room)
    let rest = UnsafeBufferPointer(
      rebasing: UnsafeRawBufferPointer(chunk).assumingMemoryBound(to: UInt8.self)[lower..<end])
    var count = rest.count
    var isComplete = false
    if let newline = rest.firstNewline {
      count = newline + 1
      isComplete = true
    }
    repair.append(UnsafeBufferPointer(rebasing: rest[..<count]), to: &bytes)
    lower += count
    room -= count
    return isComplete
  }

  /// Takes the word that the limit cuts, or the start of a line's end, back from a piece.
  private func carry(from bytes: inout [UInt8], start: Int) {
    if firstCutLine == nil { firstCutLine = lineNumber }
    let space = bytes[start...].lastIndex { $0 == 0x20 || $0 == 0x09 }
    let end = space.map { $0 + 1 } ?? (bytes.last == 0x0D ? bytes.count - 1 : bytes.count)
    guard end > start else { return }
    carried = Array(bytes[end...])
    bytes.removeSubrange(end...)
  }

  /// - Parameter fault: the offset of the first ill-formed byte in the line.
  private func handle(_ fault: Int) throws(CorpusError) {
    switch illFormedText {
    case .reject:
      throw .malformed(
        path: path, line: lineNumber, expected: source.encodingName,
        found: "other bytes at byte \(fault + 1) of the line")
    case .replace:
      if firstRepair == nil {
        firstRepair = TextRepair(line: lineNumber, byteOffset: byteOffset + fault)
      }
    }
  }
}

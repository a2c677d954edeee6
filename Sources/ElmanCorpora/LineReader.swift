import ElmanText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line of the input, as ranges of the array that holds it.
public struct Line: Sendable, Hashable {
  /// The number of the line, counted from 1.
  public var number: Int

  /// All bytes of the line: the byte-order mark of the input's first line, the content, the ending.
  public var range: Range<Int>

  /// The bytes without byte-order mark and without ending.
  public var content: Range<Int>
}

/// Reads an input line by line.
///
/// A line ends with `\n` or `\r\n`, or at the end of the input; a lone `\r` is content. Lines may be
/// of any length. All bytes are handed on, so that the lines together are the input.
public final class LineReader {
  /// The name of the input that errors show.
  public var path: String { source.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public private(set) var firstRepair: TextRepair?

  private let source: ByteSource
  private let illFormedText: IllFormedText
  private let chunk: UnsafeMutableRawBufferPointer
  private var lower = 0
  private var upper = 0
  private var lineNumber = 0
  private var byteOffset = 0

  /// Creates a reader of lines.
  ///
  /// - Parameter illFormedText: what to do with bytes that are not UTF-8.
  public init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    self.source = source
    self.illFormedText = illFormedText
    chunk = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit { chunk.deallocate() }

  /// Appends the next line to `bytes`, with its ending.
  ///
  /// - Returns: where the line stands in `bytes`, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for text that is not UTF-8.
  /// - Complexity: amortised O(n) in the length of the line.
  public func next(appendingTo bytes: inout [UInt8]) throws(CorpusError) -> Line? {
    let start = bytes.count
    var repair = UTF8Repair()
    var isComplete = false
    while !isComplete {
      if lower == upper {
        lower = 0
        upper = 0
        upper = try source.read(into: chunk)
        if upper == 0 { break }
      }
      isComplete = appendUpToNewline(to: &bytes, &repair)
    }
    repair.finish(to: &bytes)
    guard bytes.count > start else { return nil }
    lineNumber += 1
    if let fault = repair.firstFault { try handle(fault) }
    byteOffset += repair.inputCount

    var contentEnd = bytes.count
    if isComplete {
      contentEnd -= 1
      if contentEnd > start, bytes[contentEnd - 1] == 0x0D { contentEnd -= 1 }
    }
    var contentStart = start
    if lineNumber == 1, bytes[start..<contentEnd].starts(with: [0xEF, 0xBB, 0xBF]) {
      contentStart += 3
    }
    return Line(
      number: lineNumber, range: start..<bytes.count, content: contentStart..<contentEnd)
  }

  /// Appends what is left of the line in the chunk; returns whether its end was there.
  private func appendUpToNewline(to bytes: inout [UInt8], _ repair: inout UTF8Repair) -> Bool {
    let rest = UnsafeBufferPointer(
      rebasing: UnsafeRawBufferPointer(chunk).assumingMemoryBound(to: UInt8.self)[lower..<upper])
    guard let base = rest.baseAddress, let newline = memchr(base, 0x0A, rest.count) else {
      repair.append(rest, to: &bytes)
      lower = upper
      return false
    }
    let count = UnsafeRawPointer(newline) - UnsafeRawPointer(base) + 1
    repair.append(UnsafeBufferPointer(rebasing: rest[..<count]), to: &bytes)
    lower += count
    return true
  }

  /// - Parameter fault: the offset of the first ill-formed byte in the line.
  private func handle(_ fault: Int) throws(CorpusError) {
    switch illFormedText {
    case .reject:
      throw .malformed(
        path: path, line: lineNumber, expected: "UTF-8",
        found: "other bytes at byte \(fault + 1) of the line")
    case .replace:
      if firstRepair == nil {
        firstRepair = TextRepair(line: lineNumber, byteOffset: byteOffset + fault)
      }
    }
  }
}

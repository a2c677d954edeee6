import ElmanText

/// Reads text and cuts it into sentences and tokens.
package final class TextReader: SentenceReader {
  package var path: String { source.path }
  package private(set) var firstRepair: TextRepair?
  /// Whether the line of the last sentence goes on, where line ends are told.
  package private(set) var isInsideLine = false

  private let source: ByteSource
  private let isStrict: Bool
  private var mask: HTMLMask?
  private var tokenizer: any StreamingTokenizer
  private let tellsLineEnds: Bool
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  /// What of the chunk the tokenizer has not got yet.
  private var unread = 0..<0
  private var isAtEnd = false
  private var failure: CorpusError?

  /// Whether the tokenizer got a line that has not come to its end, and one that has not been given out
  /// to its end.
  private var (isLineOpen, isLineWaiting) = (false, false)
  private var waiting: Sentence?

  /// What is strict or masked is checked first; its output is the input up to the first fault.
  private var check = UTF8Repair()
  private var line = 1
  private var byteCount = 0

  /// A reader at the start of a text.
  ///
  /// - Parameters:
  ///   - source: the bytes of the text.
  ///   - mask: what takes markup out of the text.
  ///   - tokenizer: what cuts the text, at its start.
  ///   - illFormedText: `reject` gives out all text before the first ill-formed byte, and then
  ///     throws.
  ///   - tellsLineEnds: whether the sentences of each line end with ``isInsideLine`` false, for a blank line a
  ///     sentence without text. The tokenizer must give out a line's sentences at the line's end.
  package init(
    _ source: ByteSource, mask: HTMLMask? = nil, tokenizer: any StreamingTokenizer,
    illFormedText: IllFormedText, tellsLineEnds: Bool = false
  ) {
    self.source = source
    self.mask = mask
    self.tellsLineEnds = tellsLineEnds
    isStrict = illFormedText == .reject
    self.tokenizer = tokenizer
  }

  package func nextSentence() throws(CorpusError) -> Sentence? {
    while true {
      if let sentence = tellsLineEnds ? nextOfLine() : tokenizer.next() { return sentence }
      guard isAtEnd else {
        readMore()
        continue
      }
      if let failure { throw failure }
      return nil
    }
  }

  /// Reads to the end of a short text, and calls `body` with its tokenizer, which has all of it.
  ///
  /// - Returns: `nil` where the text did not end at once.
  package func readShort<Result>(
    _ body: (inout any StreamingTokenizer) -> Result
  ) -> Result? {
    for _ in 0..<2 where !isAtEnd { readMore() }
    return isAtEnd ? body(&tokenizer) : nil
  }

  /// The next sentence of what the tokenizer got, or an empty one if a line ended after the last.
  private func nextOfLine() -> Sentence? {
    let sentence = waiting ?? tokenizer.next()
    waiting = sentence == nil ? nil : tokenizer.next()
    isInsideLine = !isLineWaiting || waiting != nil
    guard sentence != nil || isLineWaiting else { return nil }
    if !isInsideLine { isLineWaiting = false }
    return sentence ?? Sentence(text: [], words: [])
  }

  /// Reads the next bytes, where line ends are told up to the end of a line. After a failure the text before
  /// it is still to be given out.
  private func readMore() {
    if unread.isEmpty {
      var count = 0
      do throws(CorpusError) {
        count = try chunk.withUnsafeMutableBufferPointer { (buffer) throws(CorpusError) in
          try source.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      } catch { failure = error }
      unread = 0..<count
      isAtEnd = isAtEnd || count == 0
    }
    var next = unread
    if tellsLineEnds {
      let newline = chunk[unread].firstIndex(of: 0x0A)
      if let newline { next = unread.lowerBound..<newline + 1 }
      isLineWaiting = newline != nil || isAtEnd && isLineOpen
      isLineOpen = newline == nil && (isLineOpen || !next.isEmpty)
    }
    unread = next.upperBound..<unread.upperBound
    chunk.withUnsafeBufferPointer { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[next])
      if isStrict || mask != nil { appendChecked(bytes) } else { append(bytes) }
    }
    if isAtEnd { finish() }
    if firstRepair == nil, let fault = tokenizer.firstFault {
      firstRepair = TextRepair(line: line, byteOffset: fault)
    }
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    tokenizer.append(bytes)
    // Lines need to be counted only up to the one that a warning will name.
    guard firstRepair == nil else { return }
    let end = tokenizer.firstFault.map { max(0, $0 - byteCount) } ?? bytes.count
    line += bytes[..<end].count { $0 == 0x0A }
    byteCount += bytes.count
  }

  private func appendChecked(_ bytes: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    if bytes.isEmpty { check.finish(to: &text) } else { check.append(bytes, to: &text) }
    if firstRepair == nil {
      let fault = check.firstFault.map { $0 - byteCount }
      line += text[..<(fault ?? text.count)].count { $0 == 0x0A }
      if let fault {
        meetFault(at: byteCount + fault)
        if isStrict { text.removeSubrange(fault...) }
      }
      byteCount += text.count
    }
    guard mask != nil else { return tokenizer.append(text) }
    var masked: [UInt8] = []
    mask?.append(text, to: &masked)
    tokenizer.append(masked)
  }

  private func meetFault(at offset: Int) {
    guard isStrict else {
      firstRepair = TextRepair(line: line, byteOffset: offset)
      return
    }
    if failure == nil {
      failure = .malformed(
        path: path, line: line, expected: source.encodingName,
        found: "other bytes at byte offset \(offset)")
    }
    isAtEnd = true
  }

  private func finish() {
    if mask != nil {
      var masked: [UInt8] = []
      mask?.finish(to: &masked)
      tokenizer.append(masked)
    }
    tokenizer.finish()
  }
}

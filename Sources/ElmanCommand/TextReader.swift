import ElmanCorpora
import ElmanText

/// Reads text and cuts it into sentences and tokens.
final class TextReader: SentenceReader {
  var path: String { source.path }
  private(set) var firstRepair: TextRepair?

  private let source: ByteSource
  private let isStrict: Bool
  private var tokenizer: any StreamingTokenizer
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var isAtEnd = false
  private var failure: CorpusError?

  /// Checks strictly; its output is the input up to the first fault.
  private var check = UTF8Repair()
  private var line = 1
  private var byteCount = 0

  /// - Parameters:
  ///   - tokenizer: what cuts the text, at its start.
  ///   - illFormedText: `reject` gives out all text before the first ill-formed byte, and then
  ///     throws.
  init(_ source: ByteSource, tokenizer: any StreamingTokenizer, illFormedText: IllFormedText) {
    self.source = source
    isStrict = illFormedText == .reject
    self.tokenizer = tokenizer
  }

  func nextSentence() throws(CorpusError) -> Sentence? {
    while true {
      if let sentence = tokenizer.next() { return sentence }
      guard isAtEnd else {
        readMore()
        continue
      }
      if let failure { throw failure }
      return nil
    }
  }

  /// Reads the next bytes. After a failure the text before it is still to be given out.
  private func readMore() {
    var count = 0
    do throws(CorpusError) {
      count = try chunk.withUnsafeMutableBufferPointer { (buffer) throws(CorpusError) in
        try source.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    } catch { failure = error }
    chunk.withUnsafeBufferPointer { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[..<count])
      if isStrict { appendStrictly(bytes) } else { append(bytes) }
    }
    isAtEnd = isAtEnd || count == 0
    if isAtEnd { tokenizer.finish() }
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

  private func appendStrictly(_ bytes: UnsafeBufferPointer<UInt8>) {
    var text: [UInt8] = []
    if bytes.isEmpty { check.finish(to: &text) } else { check.append(bytes, to: &text) }
    if let fault = check.firstFault { text.removeSubrange((fault - byteCount)...) }
    tokenizer.append(text)
    line += text.count { $0 == 0x0A }
    byteCount += text.count
    guard let fault = check.firstFault, failure == nil else { return }
    failure = .malformed(
      path: path, line: line, expected: "UTF-8", found: "other bytes at byte offset \(fault)")
    isAtEnd = true
  }
}

/// The running text that CoNLL-U sentences stand for, as UD's `.txt` files hold it.
///
/// Sentences follow each other with the white space that MISC tells of; a blank line comes before each
/// paragraph and document.
package struct RunningText: Sendable {
  /// The text so far, as UTF-8.
  package private(set) var bytes: [UInt8] = []

  /// A text without sentences.
  package init() {}

  /// Appends a sentence; one without words changes nothing.
  package mutating func append(_ sentence: ConlluSentence) {
    guard sentence.wordCount > 0 else { return }
    if sentence.startsParagraph, !bytes.isEmpty {
      while bytes.last == 0x20 { bytes.removeLast() }
      let lineEnds = bytes.suffix(2).reversed().prefix { $0 == 0x0A }.count
      bytes += repeatElement(0x0A, count: 2 - lineEnds)
    }
    bytes += sentence.originalText
  }
}

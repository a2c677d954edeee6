import Elman

/// Writes sentences, tagged or not, in one format.
package protocol SentenceWriter {
  /// Appends a sentence.
  ///
  /// - Parameters:
  ///   - item: the sentence as it was read.
  ///   - tags: its tags, or `nil` if it has none.
  ///   - output: what the bytes are appended to.
  mutating func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8])

  /// Appends what stands for a blank line.
  ///
  /// - Parameters:
  ///   - item: a sentence of the same document.
  ///   - output: what the bytes are appended to.
  func writeBlankLine(_ item: StreamSentence, to output: inout [UInt8])

  /// Appends what ends an answer: an empty line where a sentence could begin.
  mutating func endAnswer(to output: inout [UInt8])
}

extension SentenceWriter {
  /// Appends an empty line.
  package func writeBlankLine(_ item: StreamSentence, to output: inout [UInt8]) {
    output.append(0x0A)
  }

  /// Appends an empty line.
  package mutating func endAnswer(to output: inout [UInt8]) { output.append(0x0A) }

  /// Appends a sentence and what is to be told of the lines around it.
  package mutating func writeAnswer(
    _ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]
  ) {
    for _ in 0..<item.blankLines { writeBlankLine(item, to: &output) }
    write(item, tags, to: &output)
    if item.endsAnswer { endAnswer(to: &output) }
  }
}

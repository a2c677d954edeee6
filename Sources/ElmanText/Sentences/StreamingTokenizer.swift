/// What cuts text into sentences and tokens, piece by piece.
///
/// However the input is cut into chunks, the sentences are the same, and their texts, one after the
/// other, are the input; bytes that are no UTF-8 are replaced by U+FFFD first.
package protocol StreamingTokenizer {
  /// How many ill-formed parts of the input were replaced by U+FFFD so far.
  var faultCount: Int { get }

  /// The byte offset in the input of the first part replaced, or `nil` if there was none.
  var firstFault: Int? { get }

  /// Appends the next bytes of the input.
  ///
  /// - Precondition: `finish()` was not called.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>)

  /// Ends the input, so that `next()` gives out the rest.
  mutating func finish()

  /// The next sentence, or `nil` if it needs more input or, after `finish()`, if there is none.
  mutating func next() -> Sentence?
}

extension StreamingTokenizer {
  /// Appends the next bytes of the input.
  ///
  /// - Precondition: `finish()` was not called.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { append($0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { append($0) } }
  }

  /// Ends the input after `text` and gives out all its sentences.
  package mutating func sentences(of text: some Sequence<UInt8>) -> [Sentence] {
    append(text)
    finish()
    var sentences: [Sentence] = []
    while let sentence = next() { sentences.append(sentence) }
    return sentences
  }
}

extension SentenceTokenizer: StreamingTokenizer {}

import ElmanCorpora
import ElmanText

/// An input of a tokenizer: a mode, a text, and the size of the chunks in which it comes.
struct TokenizerInput {
  let mode: SentenceTokenizer.Mode
  let text: [UInt8]
  let chunkSize: Int

  /// - Parameter repeated: the size up to which the text is repeated: limits of tokens and sentences show
  ///   with much text, and so does time that is not linear.
  init(_ input: [UInt8], repeated: Int = 0) {
    let input = FuzzInput(input)
    let modes = SentenceTokenizer.Mode.allCases
    mode = modes[Int(input.options & 15) % modes.count]
    let count = max(1, repeated / max(1, input.bytes.count))
    text = Array(repeatElement(input.bytes, count: count).joined())
    chunkSize = (Int(input.options >> 4) * 2 + 1) * (count > 1 ? 991 : 1)
  }

  /// Cuts the text as a whole and in chunks, and checks that both give the same sentences, whose texts
  /// together are the text.
  ///
  /// - Returns: the sentences.
  func checkedSentences(
    _ tokenizer: some StreamingTokenizer
  ) throws(FuzzFinding) -> [Sentence] {
    var whole = tokenizer
    let sentences = whole.sentences(of: text)
    try sentences.checkText(Array(String(decoding: text, as: UTF8.self).utf8))
    for sentence in sentences {
      try expect(
        sentence.text.count <= SentenceTokenizer.maximumSentenceBytes
          && sentence.words.allSatisfy { !$0.range.isEmpty },
        "a sentence of \(sentence.text.count) bytes, or an empty token")
    }
    var streaming = tokenizer
    var streamed: [Sentence] = []
    for start in stride(from: 0, to: text.count, by: chunkSize) {
      streaming.append(text[start..<min(start + chunkSize, text.count)])
      while let sentence = streaming.next() { streamed.append(sentence) }
    }
    streaming.finish()
    while let sentence = streaming.next() { streamed.append(sentence) }
    try expect(streamed == sentences, "other sentences in chunks of \(chunkSize)")
    return sentences
  }
}

/// Checks that sentences written as CoNLL-U tell their text exactly.
func checkWrittenText(of sentences: [Sentence]) throws(FuzzFinding) {
  var formatter = ConlluFormatter(writesTokenRanges: true)
  var written: [UInt8] = []
  for sentence in sentences { formatter.format(sentence)?.write(to: &written) }
  let blocks = try accepted { () throws(CorpusError) in try conlluBlocks(written) }
  guard let blocks else { throw FuzzFinding("sentences written as CoNLL-U are refused") }
  // White space after the last token of all has no row that could tell of it.
  let last = sentences.lastIndex { !$0.words.isEmpty } ?? -1
  try expect(
    blocks.flatMap(\.originalText) == sentences[...last].flatMap(\.text),
    "CoNLL-U tells another text")
}

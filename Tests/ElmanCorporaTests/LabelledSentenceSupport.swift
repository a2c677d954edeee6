import ElmanCorpora

/// Reads all sentences of a text in one form.
func labelledSentences(
  _ format: LabelledSentenceFormat, _ text: String
) throws(CorpusError) -> [LabelledSentence] {
  try labelledSentences(format.reader(ByteSource(bytes: Array(text.utf8), path: "input")))
}

/// Reads all sentences of a reader.
func labelledSentences(
  _ reader: any LabelledSentenceReader
) throws(CorpusError) -> [LabelledSentence] {
  var sentences: [LabelledSentence] = []
  while let sentence = try reader.next() { sentences.append(sentence) }
  return sentences
}

extension LabelledSentence {
  /// The words and their labels, as `word/label` with spaces between.
  var row: String {
    labels.indices.map { "\(sentence.form($0))/\(labels[$0])" }.joined(separator: " ")
  }
}

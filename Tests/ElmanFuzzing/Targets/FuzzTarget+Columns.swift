import ElmanCorpora
import ElmanText

extension FuzzTarget {
  /// The reader of columns, as the CoNLL shared tasks had them.
  static let columns = FuzzTarget(
    name: "columns",
    seeds: [
      FuzzInput.seed("-DOCSTART- -X- O\n\nOwls NNS B-X\nof IN O\nOslo NNP B-LOC\n\nHi UH O\n"),
      FuzzInput.seed("# id 1\r\nOwls\tB-X\r\n\tO\r\n\u{E9} \tI-X\r\n \r\n"),
      FuzzInput.seed(options: 2, "\u{732B}0\tB-X\n\u{732B}1\tI-X\n10\tO\n"),
      FuzzInput.seed(options: 12, "O\tOwls\tNNS\nO\tfly\tVBP\n"),
    ],
    dictionary: [
      "-DOCSTART-", "# ", "\n\n", "\tB-X\n", " O\n", "a0", "\r\n", "\u{FEFF}", "B-", "I-X",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let areCharacters = input.isOn(1)
    let sentences = try accepted { () throws(CorpusError) in
      try labelledSentences(
        ColumnsReader(
          ByteSource(bytes: input.bytes), tokenColumn: input.isOn(2) ? 2 : 1,
          labelColumn: input.isOn(3) ? 1 : nil, areCharacters: areCharacters,
          illFormedText: input.isOn(0) ? .replace : .reject))
    }
    guard let sentences else { return }
    try checkLabelled(sentences, lineCount: input.bytes.count { $0 == 0x0A } + 1)
    if !areCharacters { try checkRewritten(sentences) }
  }

  /// Writes two columns and reads them again.
  private static func checkRewritten(_ sentences: [LabelledSentence]) throws(FuzzFinding) {
    var written: [UInt8] = []
    for sentence in sentences {
      for (word, label) in zip(sentence.sentence.forms, sentence.labels) {
        let row = word + [0x09] + Array(label.utf8)
        // Such a row means something else where it stands first.
        let marks = ["#", "-DOCSTART-", "\u{FEFF}"]
        if marks.contains(where: { row.starts(with: $0.utf8) }) { return }
        if row.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return }
        written += row + [0x0D, 0x0A]
      }
      written += [0x0A]
    }
    let read = try accepted { () throws(CorpusError) in
      try labelledSentences(ColumnsReader(ByteSource(bytes: written)))
    }
    guard let read else { throw FuzzFinding("rewritten columns are refused") }
    try expect(read.map(\.labels) == sentences.map(\.labels), "labels changed")
    try expect(read.map(\.sentence.forms) == sentences.map(\.sentence.forms), "words changed")
  }
}

/// All sentences of a reader.
func labelledSentences(
  _ reader: any LabelledSentenceReader
) throws(CorpusError) -> [LabelledSentence] {
  var sentences: [LabelledSentence] = []
  while let sentence = try reader.next() { sentences.append(sentence) }
  return sentences
}

/// Checks labelled sentences: places, labels and lines.
func checkLabelled(_ sentences: [LabelledSentence], lineCount: Int) throws(FuzzFinding) {
  var previous = 0
  for sentence in sentences {
    try sentence.sentence.checkPlaces()
    try expect(!sentence.labels.isEmpty, "a sentence without tokens")
    try expect(sentence.labels.count == sentence.sentence.words.count, "labels and tokens differ")
    try expect(sentence.labels.allSatisfy { !$0.isEmpty }, "an empty label")
    for line in sentence.lines {
      // A line may hold a whole sentence.
      try expect(line >= previous && line <= lineCount, "line \(line) after \(previous)")
      previous = line
    }
  }
}

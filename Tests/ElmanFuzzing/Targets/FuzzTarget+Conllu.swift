import ElmanCorpora
import ElmanText

extension FuzzTarget {
  /// The reader and writer of CoNLL-U.
  static let conllu = FuzzTarget(
    name: "conllu",
    seeds: [
      FuzzInput.seed(
        """
        # newdoc id = a
        # newpar
        # sent_id = 1
        # text = Can't owls fly?
        1-2\tCan't\t_\t_\t_\t_\t_\t_\t_\t_
        1\tCa\tcan\tAUX\tMD\tMood=Ind\t4\taux\t_\tNER=O
        2\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
        3\towls\towl\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\tSpacesAfter=\\s\\t
        3.1\tdo\tdo\tVERB\t_\t_\t_\t_\t4:dep\t_
        4\tfly\tfly\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|NER=B-X
        5\t?\t?\tPUNCT\t.\t_\t4\tpunct\t_\tSpacesBefore=\\u00A0|SpacesInToken=?\\n


        """),
      FuzzInput.seed(options: 1, "\u{FEFF}\r\n# x\r\n1\t\u{E9}\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n\n"),
      FuzzInput.seed("# only a comment\n\n\n1\ta b\t_\t_\t_\t_\t_\t_\t_\t_"),
    ],
    dictionary: [
      "1-2", "2-3", "3.1", "0.1", "\t_", "\n\n", "# newpar", "# text = ", "SpaceAfter=No",
      "SpacesAfter=",
      "SpacesBefore=", "SpacesInToken=", "\\s", "\\u00A0", "NER=", "|",
      "1\ta\t_\t_\t_\t_\t0\t_\t_\t_\n",
      "2\tb\t_\t_\t_\t_\t1\t_\t_\t_\n",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let blocks = try accepted { () throws(CorpusError) in
      try conlluBlocks(input.bytes, illFormedText: input.isOn(0) ? .replace : .reject)
    }
    guard let blocks else { return }
    var written: [UInt8] = []
    for block in blocks { block.write(to: &written) }
    try expect(written == input.repaired, "what was written is not what was read")
    var text = RunningText()
    for block in blocks {
      try block.sentence().checkPlaces()
      let (bytes, tokens) = block.originalTokens
      try expect(tokens.allSatisfy { $0.range.upperBound <= bytes.count }, "a token after the text")
      text.append(block)
    }
    try checkEdits(of: blocks)
  }

  /// Sets columns of all words, and checks that they, and all others as they were, are read again.
  private static func checkEdits(of blocks: [ConlluSentence]) throws(FuzzFinding) {
    let value = "B-\\a| b\t\u{E9}"
    var blocks = blocks
    var written: [UInt8] = []
    for index in blocks.indices {
      for word in 0..<blocks[index].wordCount {
        blocks[index].set(word, .upos, to: "a\tb".utf8)
        blocks[index].setMiscAttribute("NER", ofWord: word, to: value)
      }
      blocks[index].write(to: &written)
    }
    let read = try accepted { () throws(CorpusError) in try conlluBlocks(written) }
    guard let read else { throw FuzzFinding("edited rows are refused") }
    try expect(read.map(\.wordCount) == blocks.map(\.wordCount), "edits change the words")
    for (old, new) in zip(blocks, read) {
      for word in 0..<new.wordCount {
        try expect(new[word, .upos] == "a b", "the set column is '\(new[word, .upos])'")
        let found = new.miscAttribute("NER", ofWord: word)
        try expect(found == value, "the set attribute is '\(found ?? "missing")'")
        for column in ConlluColumn.allCases {
          try expect(
            old.bytes(word, column) == new.bytes(word, column), "column \(column.name) changed")
        }
      }
    }
  }
}

/// All blocks of CoNLL-U.
func conlluBlocks(
  _ bytes: [UInt8], illFormedText: IllFormedText = .reject
) throws(CorpusError) -> [ConlluSentence] {
  let reader = ConlluReader(ByteSource(bytes: bytes), illFormedText: illFormedText)
  var blocks: [ConlluSentence] = []
  while let block = try reader.next() { blocks.append(block) }
  return blocks
}

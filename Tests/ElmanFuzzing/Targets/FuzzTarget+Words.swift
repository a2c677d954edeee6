import ElmanCorpora
import ElmanStreams
import ElmanText

extension FuzzTarget {
  /// Readers and writers of words on lines: a sentence a line, and a word a line.
  static let words = FuzzTarget(
    name: "words",
    seeds: [
      FuzzInput.seed("Owls fly .\n\n \tHi\u{A0}you  \r\nend"),
      FuzzInput.seed(options: 2, "Owls\tNNS\nfly\n\n\nHi you\r\n\r\nend"),
      FuzzInput.seed(options: 3, "\u{FEFF}\nOwls \u{E9}\n"),
    ],
    dictionary: ["\n\n", "\r\n", "\u{FEFF}", "\u{A0}", "\t", "  "]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let format: InputFormat = input.isOn(1) ? .vertical : .horizontal
    let sentences = try accepted { () throws(CorpusError) in
      try wordSentences(input.bytes, format, illFormedText: input.isOn(0) ? .replace : .reject)
    }
    guard let sentences else { return }
    if format == .horizontal {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let text = input.repaired
      let markSize = text.starts(with: mark) ? mark.count : 0
      try sentences.checkText(
        Array(text[markSize...]), from: TextPosition().advanced(over: text[..<markSize]))
    }
    try checkRewritten(sentences, format)
  }

  /// Writes the words and reads them again.
  private static func checkRewritten(
    _ sentences: [Sentence], _ format: InputFormat
  ) throws(FuzzFinding) {
    var written = Array("\n".utf8)
    let output: OutputFormat = format == .horizontal ? .horizontal : .tsv
    var writer = output.writer(for: SentenceStream([], format: format), tagger: { _ in nil })
    for sentence in sentences {
      try sentence.checkPlaces()
      writer.write(StreamSentence(sentence: sentence), nil, to: &written)
    }
    let read = try accepted { () throws(CorpusError) in try wordSentences(written, format) }
    guard let read else { throw FuzzFinding("rewritten words are refused") }
    // White space that cannot stand in a word there is replaced.
    let (carriageReturn, space): (UInt8, [UInt8]) = (
      0x0D, format == .horizontal ? [0xC2, 0xA0] : [0x20]
    )
    let expected = sentences.filter { !$0.words.isEmpty }.map { sentence in
      sentence.forms.map { $0.flatMap { $0 == carriageReturn ? space : [$0] } }
    }
    try expect(read.map(\.forms).filter { !$0.isEmpty } == expected, "words changed")
  }

  private static func wordSentences(
    _ bytes: [UInt8], _ format: InputFormat, illFormedText: IllFormedText = .reject
  ) throws(CorpusError) -> [Sentence] {
    var options = ReadingOptions()
    options.illFormedText = illFormedText
    let stream = SentenceStream([.bytes(bytes)], format: format, options: options)
    var sentences: [Sentence] = []
    while let item = try stream.next() { sentences.append(item.sentence) }
    return sentences
  }
}

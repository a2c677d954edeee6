import ElmanCorpora

extension FuzzTarget {
  /// Labelled texts on lines and in tables: fastText's form, tabs and commas.
  static let tables = FuzzTarget(
    name: "tables",
    seeds: [
      FuzzInput.seed(options: 0, "__label__good A fine day.\n\n \t__label__bad\tNo.\n__label__x\n"),
      FuzzInput.seed(options: 2, "Text\tLabel\nA fine day.\tgood\nNo.\tbad\t\n"),
      FuzzInput.seed(options: 4, "label,text\r\ngood,\"A \"\"fine\"\"\nday, yes\"\r\nbad,No\r\n"),
      FuzzInput.seed(options: 12, "1,\"a,b\",good\n2,c,\u{E9}\n"),
      FuzzInput.seed(options: 18, "x\tsentence\tclass\n1\ta b\tgood\n"),
    ],
    dictionary: [
      "__label__", "label", "text", "sentiment", "sentence", "\"\"", "\",\"", "\r\n", "\n\n", ",,",
      "\t\t", "\u{FEFF}",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let format: LabelledTextFormat = [.fasttext, .tsv, .csv, .csv][Int(input.options >> 1) % 4]
    var options = LabelledTextOptions(illFormedText: input.isOn(0) ? .replace : .reject)
    if input.isOn(3) { options.labelColumn = "3" }
    if input.isOn(4) { options.textColumn = "sentence" }
    let texts = try accepted { () throws(CorpusError) in
      try labelledTexts(format.reader(ByteSource(bytes: input.bytes), options: options))
    }
    guard let texts else { return }
    try checkLines(of: texts)
    if format == .csv {
      try checkSame(texts, .csv, rewritten: texts.map { quoted($0.label) + "," + quoted($0.text) })
    } else if format == .tsv {
      try checkSame(texts, .tsv, rewritten: texts.map { "\($0.label)\t\($0.text)" })
    } else {
      try checkSame(texts, .fasttext, rewritten: texts.map { "__label__\($0.label) \($0.text)" })
    }
  }

  /// Objects on lines.
  static let jsonLines = FuzzTarget(
    name: "jsonlines",
    seeds: [
      FuzzInput.seed(
        #"{"label": "good", "text": "A \"fine\" day \u00e9\ud83d\ude34.\n"}"# + "\n\n"),
      FuzzInput.seed(#"{"id":-1.5e3,"x":[1,{"a":[]}],"Target":true,"review":"No","n":null}"#),
      FuzzInput.seed(options: 2, #"{"1": 12, "2": "", "1": false}"#),
    ],
    dictionary: [
      "\"label\":", "\"text\":", "true", "null", "\\u", "\\ud83d", "\\ude34", "\\\"", "[", "]", "{",
      "}",
      "NaN", "1e9", "\",\"", "\"}\n",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    var options = LabelledTextOptions(illFormedText: input.isOn(0) ? .replace : .reject)
    if input.isOn(1) { (options.labelColumn, options.textColumn) = ("1", "2") }
    let texts = try accepted { () throws(CorpusError) in
      try labelledTexts(
        LabelledTextFormat.jsonl.reader(ByteSource(bytes: input.bytes), options: options))
    }
    guard let texts else { return }
    try checkLines(of: texts)
    try checkSame(
      texts, .jsonl,
      rewritten: texts.map { "{\"text\":\(json($0.text)),\"label\":\(json($0.label))}" })
  }

  private static func checkLines(of texts: [LabelledText]) throws(FuzzFinding) {
    var previous = 0
    for text in texts {
      try expect(!text.label.isEmpty, "an empty label")
      try expect(text.line > previous, "line \(text.line) after \(previous)")
      previous = text.line
    }
  }

  /// Reads what was written anew, and checks that labels and texts are the same.
  private static func checkSame(
    _ texts: [LabelledText], _ format: LabelledTextFormat, rewritten: [String]
  ) throws(FuzzFinding) {
    // A record that is no header, so that the first of the others is none either.
    let head: [String] =
      switch format {
      case .csv: ["0,0"]
      case .tsv: ["0\t0"]
      default: []
      }
    let lines = (head + rewritten).map { $0 + "\r\n" }.joined()
    let all = try accepted { () throws(CorpusError) in
      try labelledTexts(format.reader(ByteSource(bytes: Array(lines.utf8))))
    }
    guard let read = all?.dropFirst(head.count) else {
      throw FuzzFinding("rewritten texts are refused")
    }
    try expect(
      read.map { Array($0.label.utf8) } == texts.map { Array($0.label.utf8) }, "labels changed")
    try expect(
      read.map { Array($0.text.utf8) } == texts.map { Array($0.text.utf8) }, "texts changed")
  }

  /// A field of a table in quotation marks.
  private static func quoted(_ field: String) -> String {
    "\"" + field.utf8Split(0x22).joined(separator: "\"\"") + "\""
  }

  /// A string of JSON, with all that is not ASCII as escapes.
  private static func json(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      if (0x20..<0x7F).contains(unit), unit != 0x22, unit != 0x5C {
        result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}

/// All texts of a reader.
func labelledTexts(_ reader: any LabelledTextReader) throws(CorpusError) -> [LabelledText] {
  var texts: [LabelledText] = []
  while let text = try reader.next() { texts.append(text) }
  return texts
}

extension String {
  /// The parts between bytes of one kind.
  fileprivate func utf8Split(_ separator: UInt8) -> [String] {
    utf8.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

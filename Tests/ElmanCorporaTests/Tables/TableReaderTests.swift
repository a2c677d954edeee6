import ElmanCorpora
import Testing

private func options(text: String? = nil, label: String? = nil) -> LabelledTextOptions {
  LabelledTextOptions(
    textColumn: text, labelColumn: label)
}

@Test(
  arguments: [
    ("3", .number(3)), ("12", .number(12)), ("text", .name("text")), ("0", .name("0")),
    ("03", .name("03")), ("-1", .name("-1")), ("", .name("")), ("٣", .name("٣")),
    ("99999999999999999999", .name("99999999999999999999")),
  ] as [(String, ColumnReference)])
func columnsAreReferredTo(description: String, reference: ColumnReference) {
  #expect(ColumnReference(description) == reference)
  #expect(reference.description == description)
}

@Test(
  arguments: [
    ("label;text\ngood;fine, too\n", "semicolon", [("good", "fine, too", 2)]),
    (
      "label;text\ngood;\"fine; too\nand warm\"\n", "semicolon",
      [("good", "fine; too\nand warm", 2)]
    ),
    ("label\ttext\ngood\tfine, too; yes\n", "tab", [("good", "fine, too; yes", 2)]),
    ("label,text\ngood,fine; too\n", "comma", [("good", "fine; too", 2)]),
    ("label,text\ngood;well,fine; too\n", "comma", [("good;well", "fine; too", 2)]),
    // Which separators are regular tells, where the first line alone does not.
    ("good, yes;fine\nbad;cold\n", "semicolon", [("good, yes", "fine", 1), ("bad", "cold", 2)]),
    ("good;fine", "semicolon", [("good", "fine", 1)]),
  ] as [(String, String, [(String, String, Int)])])
func separatorsOfCommaSeparatedFiles(
  input: String, separator: String, expected: [(String, String, Int)]
) throws {
  let reader = TableReader.commaSeparated(ByteSource(bytes: Array(input.utf8)))
  var found: [LabelledText] = []
  while let text = try reader.next() { found.append(text) }
  #expect(found == expected.map { LabelledText($0.0, $0.1, $0.2) })
  #expect(reader.table?.separator == separator)
}

@Test(
  arguments: [
    // Without header: the label first, the text last.
    (nil, nil, "good\t7\tfine tea\n", [("good", "fine tea", 1)]),
    // Known names in any case and order, the better name before the other.
    (nil, nil, "Review\tid\tLabel\nfine\t1\tgood\n", [("good", "fine", 2)]),
    (nil, nil, "category\tlabel\ttext\nx\tgood\tfine\n", [("good", "fine", 2)]),
    // Names that people give to such columns, however their words are joined.
    (nil, nil, "review_text\tstars\nfine\t5\n", [("5", "fine", 2)]),
    (nil, nil, "Star Rating\tReview-Body\n5\tfine\n", [("5", "fine", 2)]),
    (nil, nil, "id\tcomment\tpolarity\n1\tfine\tgood\n", [("good", "fine", 2)]),
    // One known name alone is content.
    (nil, nil, "label\tother\n", [("label", "other", 1)]),
    ("3", "2", "7\tgood\tfine\tx\n", [("good", "fine", 1)]),
    ("3", nil, "cat\tlabel\treview\nx\tgood\tfine\n", [("good", "fine", 2)]),
    ("3", "2", "cat\tlabel\treview\nx\tgood\tfine\n", [("good", "fine", 2)]),
    ("2", "1", "text\tlabel\ngood\tfine\n", [("text", "label", 1), ("good", "fine", 2)]),
    ("body", "stars", "stars\tbody\n5\tfine\n", [("5", "fine", 2)]),
    ("Body", nil, "stars\tbody\n5\tfine\n", [("5", "fine", 2)]),
    (nil, "stars", "body\tstars\nfine\t5\n", [("5", "fine", 2)]),
    (nil, "text", "text\tbody\nx\tfine\n", [("x", "fine", 2)]),
    ("1", nil, "fine\tgood\n", [("good", "fine", 1)]),
    (nil, nil, "\n\ngood\t\n\nbad\tcold\t\r\n", [("good", "", 3), ("bad", "cold", 5)]),
    // The header once more, but only as it stands.
    (
      nil, nil, "label\ttext\nlabel\ttext\ngood\tfine\nlabel\ttext\r\n\nlabel\ttext \n",
      [("good", "fine", 3), ("label", "text ", 6)]
    ),
    ("text", nil, "Text\ttext\tlabel\nx\tfine\tgood\n", [("good", "fine", 2)]),
    ("1", nil, "text\tlabel\ttext\nfine\tgood\tx\n", [("good", "fine", 2)]),
    ("e\u{301}", nil, "\u{E9}\te\u{301}\tlabel\nx\tfine\tgood\n", [("good", "fine", 2)]),
    (nil, nil, "label\ttext\n", []),
    (nil, nil, "", []),
    (nil, nil, "\u{FEFF}a\t\"b\n", [("a", "\"b", 1)]),
  ] as [(String?, String?, String, [(String, String, Int)])])
func columnsAreFound(
  text: String?, label: String?, input: String, expected: [(String, String, Int)]
) throws {
  let found = try texts(.tsv, input, options(text: text, label: label))
  #expect(found == expected.map { LabelledText($0.0, $0.1, $0.2) })
  if !input.contains("\"") {
    let commas = String(input.map { $0 == "\t" ? "," : $0 })
    #expect(try texts(.csv, commas, options(text: text, label: label)) == found)
  }
}

@Test(
  arguments: [
    (
      nil, nil, "a\n", "1: expected a column with a label and another with a text, found one column"
    ),
    (
      "1", "1", "a\tb\n",
      "1: expected a column with a label and another with a text, found the same for both"
    ),
    ("body", nil, "label\ttext\n", "1: expected a column named 'body', found 'label, text'"),
    (
      "e\u{301}", nil, "\u{E9}\tlabel\n",
      "1: expected a column named 'e\u{301}', found '\u{E9}, label'"
    ),
    (
      nil, nil, "label\ttext\tTEXT\n", "1: expected one column named 'text', found columns 2 and 3"
    ),
    (
      "body", nil, "body\tlabel\tbody\n",
      "1: expected one column named 'body', found columns 1 and 3"
    ),
    (nil, nil, "a\tb\n\nc\n", "3: expected at least 2 columns, found 1"),
    ("5", "1", "a\tb\n", "1: expected at least 5 columns, found 2"),
    (nil, nil, "a\tb\nc\td\te\n", "2: expected 2 columns as in the first record, found 3"),
    (nil, nil, "a\tb\n\td\n", "2: expected a label in column 1, found nothing"),
  ] as [(String?, String?, String, String)])
func columnsThatAreMissing(text: String?, label: String?, input: String, expected: String) {
  #expect(message(.tsv, input, options(text: text, label: label)) == "input:" + expected)
}

@Test(
  arguments: [
    ("a,\"b,c\"\r\nd,\"e\"\"f\"\"\"\r\n", [("a", "b,c", 1), ("d", "e\"f\"", 2)]),
    ("a,\"b\r\nc\n\"\nd,e", [("a", "b\r\nc\n", 1), ("d", "e", 4)]),
    ("\"a\",\"\"\n\"b\",\"\n\"", [("a", "", 1), ("b", "\n", 2)]),
    ("a,b\"c\"d\n", [("a", "b\"c\"d", 1)]),
    ("\u{FEFF}\"label\",\"text\"\na,\"\"\"\"\n", [("a", "\"", 2)]),
    ("a,nul\0\n", [("a", "nul\0", 1)]),
  ] as [(String, [(String, String, Int)])])
func quotedFields(input: String, expected: [(String, String, Int)]) throws {
  #expect(try texts(.csv, input) == expected.map { LabelledText($0.0, $0.1, $0.2) })
}

@Test(
  arguments: [
    (
      "a,b\nc,\"d\n\ne,f\n",
      "2: expected a closing quotation mark for the one opened here, found the end of the input"
    ),
    (
      "a,\"b\nc\" d\n",
      "2: expected a comma or the line's end after a quoted field, found ' d'"
    ),
    ("a,b\nc\n", "2: expected at least 2 columns, found 1"),
    ("a,b\nc,d,e\n", "2: expected 2 columns as in the first record, found 3"),
  ])
func malformedCommaRecords(input: String, expected: String) {
  #expect(message(.csv, input) == "input:" + expected)
}

@Test func anUnclosedQuoteEndsSoon() throws {
  let line = [UInt8](repeating: 0x61, count: 1 << 20) + [0x0A]
  var input = Array("a,b\nc,\"".utf8)
  for _ in 0..<20 { input += line }
  let error = #expect(throws: CorpusError.self) { try texts(.csv, input) }
  #expect(
    error?.description == "input:2: expected a closing quotation mark for the one opened here, "
      + "found none in 16777216 bytes")
}

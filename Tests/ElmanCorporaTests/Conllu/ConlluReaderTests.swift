import ElmanCorpora
import ElmanTestSupport
import Testing

private let plain = "# text = It rains\n" + row("1", "It", head: "2") + row("2", "rains", head: "0")

private let wellFormedFiles: [String] = [
  "",
  "\n",
  "\n\n\n",
  "\(plain)\n",
  plain,
  String(plain.dropLast()),
  "\n\n\(plain)\n\n\n\(plain)\n\n",
  "\(plain)\n# the end\n# of the file",
  "# only comments\n\n# and more\n\n\(plain)\n",
  "# a\n#b\n#\n# newpar\n\n\n# c\n\(plain)\n",
  "\u{FEFF}\(plain)\n",
  "\u{FEFF}",
  "\(plain)\n\(plain)\n".split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: "\r\n"),
  "\(row("1", "a"))\r\n\(row("1", "b"))\n",
  "\(row("1-2", "don't"))\(row("1", "do"))\(row("2", "n't"))\n",
  "\(row("0.1", "x"))\(row("1", "a b c"))\(row("1.1", "y"))\(row("1.2", "z"))\n",
  "\(row("1", "a"))\(row("2-3", "bc"))\(row("2", "b"))\(row("2.1", "e"))\(row("3", "c"))\n",
  "\(row("1-1", "a"))\(row("1", "a"))\n",
  "\(row("1", "#", misc: "A=B|| x"))\(row("2", "\u{A0}"))\n",
  "\(row("1", "it\r"))\n",
]

@Test(arguments: wellFormedFiles)
func whatIsReadIsWritten(text: String) throws {
  #expect(string(try roundTrip(Array(text.utf8))) == text)
}

@Test func blocksAreSplitAtBlankLines() throws {
  let text = "\n# a\n\n\n# b\n" + plain + "\n\n" + plain + "\n\n"
  let blocks = try sentences(text)
  #expect(blocks.map(\.wordCount) == [0, 2, 2, 0])
  #expect(blocks.map(\.firstLine) == [1, 4, 10, 15])
  #expect(blocks[1].line(ofWord: 1) == 8)
}

@Test(arguments: ["\n", "\r\n"])
func anyNumberOfBlankLinesComesInBlocksOfBoundedSize(ending: String) throws {
  let text = "# a\n" + String(repeating: ending, count: 200_000) + plain
  let blocks = try sentences(text)
  #expect(blocks.map(written).joined() == text)
  #expect(blocks.allSatisfy { written($0).utf8.count <= 1 << 12 + 200 })
  #expect(blocks.last?.wordCount == 2)
  #expect(blocks.last?.line(ofWord: 0) == 200_003)
}

@Test(arguments: [
  "x", "01", "0", "-1", "1-", "1.", ".1", "1.0", "0-1", "1-2-3", "1-2.1", "+1", "1 ", "²",
  "99999999999999999999",
])
func malformedIDsAreNamed(id: String) {
  let error = #expect(throws: CorpusError.self) { try roundTrip(Array(row(id, "a").utf8)) }
  #expect(
    error?.description == "input:1: expected an ID such as 3, 3-4 or 3.1, found '\(id)'")
}

private func lines(_ lines: String...) -> String { lines.joined() }

private let malformedInputs: [(text: String, message: String)] = [
  ("1\ta\t_\t_\t_\t_\t_\t_\n\n", "1: expected 10 columns, found 8"),
  ("# c\nword\n", "2: expected 10 columns, found 1"),
  (lines(row("1", "a"), " \n"), "2: expected 10 columns, found 1"),
  ("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", "1: expected 10 columns, found 11"),
  (row("1", ""), "1: expected a value or _ in column FORM, found nothing"),
  (row("1", "a", misc: ""), "1: expected a value or _ in column MISC, found nothing"),
  (row("", "a"), "1: expected a value or _ in column ID, found nothing"),
  (row("2", "a"), "1: expected word 1, found 2"),
  (lines(row("1", "a"), row("1", "b")), "2: expected word 2, found 1"),
  (lines(row("1", "a"), row("3", "b")), "2: expected word 2, found 3"),
  (row("2-3", "ab"), "1: expected a range that begins with word 1, found 2-3"),
  (
    lines(row("1", "a"), row("2-1", "b")),
    "2: expected a range that ends at word 2 or later, found 2-1"
  ),
  (
    lines(row("1-3", "abc"), row("1", "a"), row("2-3", "bc")),
    "3: expected a range that begins after word 3, found 2-3"
  ),
  (
    lines(row("1-2", "ab"), row("1", "a"), "\n"),
    "1: expected words up to 2 after the range, found 1 word"
  ),
  (row("1.1", "e"), "1: expected empty node 0.1, found 1.1"),
  (lines(row("1", "a"), row("1.2", "e")), "2: expected empty node 1.1, found 1.2"),
  (row("1", "a", head: "x"), "1: expected a number or _ in column HEAD, found 'x'"),
  (row("1", "a", head: "-1"), "1: expected a number or _ in column HEAD, found '-1'"),
  (
    lines(row("1", "a"), "\n", row("1", "a", head: "0"), row("2", "b", head: "7"), "\n"),
    "4: expected a HEAD from 0 to 2, found 7"
  ),
  (
    lines(row("1", "a"), "# c\n"),
    "2: expected a word or a blank line, found a comment inside a sentence"
  ),
  (
    row("\u{1}" + String(repeating: "é", count: 50), "a"),
    "1: expected an ID such as 3, 3-4 or 3.1, found '\u{FFFD}\(String(repeating: "é", count: 39))…'"
  ),
]

@Test(arguments: malformedInputs)
func malformedInputIsNamed(text: String, message: String) {
  let error = #expect(throws: CorpusError.self) { try roundTrip(Array(text.utf8)) }
  #expect(error?.description == "input:" + message)
}

@Test func illFormedTextNamesItsLine() {
  let bytes = Array("# a\n".utf8) + [0xC3, 0x28, 0x0A]
  let error = #expect(throws: CorpusError.self) { try roundTrip(bytes) }
  #expect(error?.description == "input:2: expected UTF-8, found other bytes at byte 1 of the line")
}

@Test func malformedLinesAreToldAndLeftOut() throws {
  let bytes = Array((row("1", "a") + "b\n" + row("2", "x")).utf8).map {
    $0 == UInt8(ascii: "x") ? 0xFF : $0
  }
  var told: [String] = []
  let reader = ConlluReader(
    ByteSource(bytes: bytes, path: "input"), illFormedText: .replace,
    leaveOut: { told.append($0.description) })
  let sentence = try #require(try reader.next())
  #expect(sentence.words.map(\.form) == ["a", "\u{FFFD}"])
  #expect(told.count == 1 && told[0].hasPrefix("input:2: expected"))
  let place = try #require(reader.firstReplacement)
  #expect(place.line == 3 && bytes[place.byteOffset] == 0xFF)
}

/// A file with everything that the format allows, made from `seed`.
private func generatedFile(seed: UInt64) -> String {
  var random = SeededGenerator(seed: seed)
  let alphabet = ["a", "é", "漢", "😀", " ", "\u{A0}", "'", "#", "|", "-", "\u{301}", "\\"]
  func value(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 0..<6, using: &random)
    return "x" + (0..<count).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
  }
  var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
  let newline = Bool.random(using: &random) ? "\n" : "\r\n"
  for _ in 0..<Int.random(in: 0..<5, using: &random) {
    text += String(repeating: newline, count: Int.random(in: 0..<3, using: &random))
    for _ in 0..<Int.random(in: 0..<4, using: &random) { text += "#" + value(&random) + newline }
    let wordCount = Int.random(in: 1..<9, using: &random)
    func add(_ id: String, _ random: inout SeededGenerator) {
      var columns = (0..<9).map { _ in Bool.random(using: &random) ? "_" : value(&random) }
      columns[5] =
        Bool.random(using: &random) ? "_" : "\(Int.random(in: 0...wordCount, using: &random))"
      text += ([id] + columns).joined(separator: "\t") + newline
    }
    var inRange = 0
    for word in 0...wordCount {
      if word > inRange, Int.random(in: 0..<4, using: &random) == 0 {
        inRange = Int.random(in: word...wordCount, using: &random)
        add("\(word)-\(inRange)", &random)
      }
      if word > 0 { add("\(word)", &random) }
      for number in 0..<max(0, Int.random(in: -6..<3, using: &random)) {
        add("\(word).\(number + 1)", &random)
      }
    }
    text += newline
  }
  if Bool.random(using: &random) {
    while text.hasSuffix("\n") || text.hasSuffix("\r\n") { text.removeLast() }
  }
  return text
}

@Test func generatedFilesRoundTrip() throws {
  for seed in 0..<300 as Range<UInt64> {
    let text = generatedFile(seed: seed)
    #expect(string(try roundTrip(Array(text.utf8))) == text, "seed \(seed)")
  }
}

@Test func damagedFilesGiveErrorsAndNeverTrap() {
  var random = SeededGenerator(seed: 7)
  for seed in 0..<300 as Range<UInt64> {
    var bytes = Array(generatedFile(seed: seed).utf8)
    guard !bytes.isEmpty else { continue }
    for _ in 0..<3 {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      bytes[index] =
        [0x09, 0x0A, 0x0D, 0x23, 0x2D, 0x2E, 0x30, 0xFF].randomElement(using: &random) ?? 0
    }
    if let output = try? roundTrip(bytes) { #expect(output == bytes) }
  }
}

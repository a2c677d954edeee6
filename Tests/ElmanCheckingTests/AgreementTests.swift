import ElmanChecking
import ElmanCorpora
import ElmanTestSupport
import Testing

/// What the readers refuse is an error of the check, and an error of the check is refused by them.
@Suite struct AgreementTests {
  static let samples: [(name: String, text: String)] = [
    (
      "a.iob2",
      """
      # sent_id = 1
      # text = Mira såg en B-båt.
      1\tMira\tB-PER\t-\t-
      2\tsåg\tO\t-\t-
      3\ten\tO\t-\t-
      4\tB-båt\tO\t-\t-
      5\t.\tO\t-\t-

      # text = I-vad
      1-2\tI-vad\tO
      1\tI\tO
      2\tvad\tO\n\n
      """
    ),
    (
      "a.conll",
      "# id = 1\nMira NNP B-NP B-PER\n# NN O O\nowl NN I-NP E-PER\n\n-DOCSTART- O\n\n. . O O\n"
    ),
    ("b.conll", "# text = a B-x.\n王\tB-A\n小\tM-A\n明\tE-A\n#\tO\n李\tS-A\n\n走\tO\n# = O\n"),
    ("c.conll", "M0\tB-PER\ni1\tI-PER\n。0\tO\n\nx0\tO\ny1\tO\n"),
    (
      "a.conllu",
      "# text = Mira naps\n" + row("1", "Mira", head: "2", misc: "NER=B-PER")
        + row("2", "naps", head: "0") + "\n" + row("1-2", "du") + row("1", "de") + row("2", "le")
        + "\n"
    ),
  ]

  @Test(arguments: samples)
  func wholeFilesAreRead(name: String, text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try refusals(of: folder.write(text.utf8, to: name)) == [])
  }

  @Test(arguments: samples)
  func damagedFilesAreRefusedByBothOrNeither(name: String, text: String) throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 23)
    var counts: [[String]: Int] = [:]
    for _ in 0..<150 {
      let bytes = damage(Array(text.utf8), &generator)
      let found = try refusals(of: folder.write(bytes, to: name))
      counts[found, default: 0] += 1
      #expect(
        found.count != 1,
        "\(found) alone: \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    #expect(counts.count > 1)
  }

  static let texts: [(LabelledTextFormat, String)] = [
    (.fasttext, "__label__a fine tea\n__label__b cold\ttea\r\n"),
    (.tsv, "label\ttext\na\tfine\n\nb\tcold\r\n"),
    (.csv, "label,text\na,\"fi\"\"ne\r\n, tea\"\n\"b\",cold\r\n"),
    (.jsonl, "{\"label\": \"a\", \"text\": \"\\ud83d\\ude00\\n\", \"x\": [1, {}]}\n"),
    (.sst, "(3 (2 It) (4 (2 's) (4 -LRB-)))\n(1 1\\/2)\n"),
  ]

  @Test(arguments: texts)
  func damagedTextsAreRefusedByBothOrNeither(format: LabelledTextFormat, text: String) throws {
    let folder = try TemporaryFolder()
    #expect(try refusals(of: folder.write(text.utf8, to: "texts"), format) == [])
    var generator = SeededGenerator(seed: 29)
    for _ in 0..<150 {
      let bytes = damage(Array(text.utf8), &generator)
      let found = try refusals(of: folder.write(bytes, to: "texts"), format)
      #expect(
        found.count != 1,
        "\(found) alone: \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  /// Who refuses a file.
  private func refusals(of path: String, _ format: LabelledTextFormat? = nil) throws -> [String] {
    var refusals: [String] = []
    do throws(CorpusError) {
      let count =
        if let format { try Self.count(format.reader(path: path)) } else {
          try EntityCorpus(path: path).sentences.count
        }
      if count == 0 { refusals.append("reader") }
    } catch {
      refusals.append("reader")
    }
    do throws(CorpusError) {
      let checker = CorpusChecker()
      try checker.check(path: path, format: format.map { .texts($0) })
      if checker.finish().findings.contains(where: { $0.kind.severity == .error }) {
        refusals.append("check")
      }
    } catch {
      refusals.append("check")
    }
    return refusals
  }

  private static func count(_ reader: any LabelledTextReader) throws(CorpusError) -> Int {
    var count = 0
    while try reader.next() != nil { count += 1 }
    return count
  }

  /// Takes away or doubles a byte or a line, or changes a byte.
  private func damage(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &generator)
      let start = bytes[..<index].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let line = start..<((bytes[index...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[index] = bytes.randomElement(using: &generator) ?? 0
      case 2: bytes.remove(at: index)
      case 3: bytes.insert(bytes[index], at: index)
      case 4: bytes.removeSubrange(line)
      default: bytes.insert(contentsOf: bytes[line], at: start)
      }
    }
    return bytes
  }
}

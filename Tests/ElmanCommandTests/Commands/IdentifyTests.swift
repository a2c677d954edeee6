import ElmanTestSupport
import Foundation
import Testing

struct IdentifyTests {
  @Test func answersEachLine() async throws {
    let result = try await Program.shell(
      "printf 'Die Eule schläft.\\n\\n12 34\\nThe owl sleeps\\tin the barn.' | $elman identify")
    #expect(result.standardError.isEmpty && result.exitCode == 0)
    let rows = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.map { $0[0] } == ["de", "und", "und", "en"])
    #expect(
      rows.map { $0[2] } == ["Die Eule schläft.", "", "12 34", "The owl sleeps in the barn."])
    #expect(rows[1][1] == "1.0000")
  }

  @Test func threadsChangeNothing() async throws {
    let line = "printf 'Die Eule\\nLa chouette\\nThe owl\\n%.0s' $(seq 400)"
    let one = try await Program.shell("\(line) | $elman identify --threads 1 --cache-mb 0")
    let two = try await Program.shell("\(line) | $elman identify --threads 2 --batch-size 7")
    #expect(one.text == two.text && one.text.split(separator: "\n").count == 1_200)
  }

  @Test func formsAndLanguages() async throws {
    let json = try await Program.shell(
      "echo 'Die Eule schläft.' | $elman identify --output jsonl --top 2 --languages nl,de,da")
    #expect(json.text.contains(#""label":"de""#) && json.text.contains(#""labels":[{"label":"de""#))
    #expect(json.text.components(separatedBy: "\"label\":").count == 4)
    let table = try await Program.shell(
      "printf 'id,text\\n1,The owl sleeps.\\n' | $elman identify --input csv")
    #expect(
      table.text.hasPrefix("id,text,predicted_label,predicted_probability\n1,The owl sleeps.,en,"))
    let pretty = try await Program.shell("echo 'The owl sleeps.' | $elman identify --output pretty")
    #expect(pretty.text.hasPrefix("en ") && pretty.text.contains("%"))
  }

  @Test(
    arguments: [
      ("--languages de,xx", 64, "expected languages among af, am, "),
      ("--languages ''", 64, "expected codes of languages"),
      ("--model english", 65, "expected a model for the task 'language-identifier'"),
      ("--top 0", 64, "top"), ("nowhere.txt", 66, "nowhere.txt"),
    ])
  func faults(arguments: String, status: Int32, text: String) async throws {
    let result = try await Program.shell("echo a | $elman identify \(arguments)")
    #expect(result.exitCode == status, "\(result.standardError)")
    #expect(result.standardError.contains(text), "\(result.standardError)")
    #expect(result.standardError.hasPrefix("error: "))
  }

  /// What was trained identifies, is evaluated, made smaller and told of.
  @Test func oneOfOnesOwn() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "label\ttext\nx\tdie katze schläft\nx\tder hund frisst\ny\tthe cat sleeps\ny\tthe dog eats\n"
        .utf8,
      to: "a.tsv")
    try folder.write(
      #"{"model": {"minimumPieceCount": 1, "hiddenSize": 8, "pieceSize": 8}, "training": {"epochs": 30, "batchSize": 2}}"#
        .utf8, to: "a.json")
    let result = try await Program.shell(
      """
      cd '\(folder.path)'; $elman train identifier --config a.json --learning-rate 0.02 --train a.tsv --dev a.tsv \
      --output m.st && echo 'the dog' | $elman identify --model ./m.st && $elman evaluate --model ./m.st a.tsv \
      && $elman quantize ./m.st -o q.st --dev a.tsv && $elman inspect ./q.st && echo the dog | $elman gradients --model ./m.st
      """)
    #expect(result.text.hasPrefix("y\t"), "\(result.standardError)")
    #expect(result.text.contains("accuracy            100.00 %   4 of 4 texts"))
    #expect(result.text.contains("languages     2: x y"))
    #expect(result.standardError.contains("which reads each word for itself"))
  }
}

import ElmanTestSupport
import Foundation
import Testing

/// Tables and JSON lines are answered in their own form.
struct ClassifyRecordsTests {
  @Test(
    arguments: [
      // Quotes, separators and lines inside a field are kept, and a header is told from a record.
      (
        "a.csv",
        "id;comment;when\n1;\"What fun\nWhat fun; What fun\";\"a \"\"b\"\"\"\n2;No tea.;x\n", "",
        """
        id;comment;when;predicted_label;predicted_probability
        1;"What fun
        What fun; What fun";"a ""b""\";positive;P
        2;No tea.;x;negative;P

        """
      ),
      (
        "a.csv", "What fun,1\nNo tea.,2\n", "--text-column 1",
        "What fun,1,positive,P\nNo tea.,2,negative,P\n"
      ),
      ("a.csv", "text\n", "", "text,predicted_label,predicted_probability\n"),
      ("a.csv", "", "", ""),
      // Without a header the last column is the text.
      (
        "a.tsv", "1\tNo tea.\r\n2\t\"What fun\n", "",
        "1\tNo tea.\tnegative\tP\n2\t\"What fun\tpositive\tP\n"
      ),
      (
        "a.tsv", "tweet\tid\nWhat fun\t7\n", "--top 2",
        "tweet\tid\tpredicted_label\tpredicted_probability\tpredicted_label_2\tpredicted_probability_2\n"
          + "What fun\t7\tpositive\tP\tnegative\tP\n"
      ),
      (
        "a.jsonl", "{\"a\": {}, \"text\": \"What \\\"fun\\\"\" }\n\n{\"review\":\"No tea.\"}\n", "",
        "{\"a\": {}, \"text\": \"What \\\"fun\\\"\",\"predicted_label\":\"positive\",\"predicted_probability\":P}\n"
          + "{\"review\":\"No tea.\",\"predicted_label\":\"negative\",\"predicted_probability\":P}\n"
      ),
      ("a.txt", "What fun\n", "--input tsv", "What fun\tpositive\tP\n"),
    ])
  func recordsGetColumns(
    name: String, input: String, options: String, expected: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(input.utf8, to: name)
    for threads in [1, 2] {
      let result = try await Program.shell(
        "cd '\(folder.path)'; $elman classify \(options) --threads \(threads) \(name)")
      #expect(result.standardError.isEmpty)
      #expect(result.text.replacing(#/[01]\.[0-9]{4}/#, with: "P") == expected)
    }
  }

  @Test(
    arguments: [
      (
        "--output same a.txt", 64,
        "expected --input csv, tsv or jsonl with --output same, found --input line"
      ),
      (
        "--text-column 2 a.txt", 64,
        "expected --input csv, tsv or jsonl with --text-column, found --input line"
      ),
      (
        "a.csv a.txt", 64,
        "expected files of one form, or --input to say what is one text, found several: csv, text"
      ),
      ("--text-column x a.csv", 65, "a.csv:1: expected a column named 'x', found 'text, id'"),
      ("--text-column 3 a.csv", 65, "a.csv:1: expected at least 3 columns, found 2"),
      ("b.csv", 65, "b.csv:3: expected a text in column 2, found 1 columns"),
      ("c.jsonl", 65, "c.jsonl:1: expected a string in 'text', found an integer"),
      ("empty", 65, "empty: expected a file in the folder, found none"),
    ])
  func whatIsWrongIsTold(arguments: String, code: Int, message: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("What fun\n".utf8, to: "a.txt")
    try folder.write("text,id\nWhat fun,1\n".utf8, to: "a.csv")
    try folder.write("id,text\n1,What fun\n2\n".utf8, to: "b.csv")
    try folder.write("{\"text\":1}\n".utf8, to: "c.jsonl")
    let result = try await Program.shell(
      "cd '\(folder.path)'; mkdir empty; $elman classify \(arguments)")
    #expect(result.exitCode == Int32(code))
    #expect(result.standardError == "error: \(message)\n")
    // What came before is not lost.
    if arguments == "b.csv" { #expect(result.text.split(separator: "\n").count == 2) }
  }

  @Test func aFolderIsItsFiles() async throws {
    let folder = try TemporaryFolder()
    let result = try await Program.shell(
      """
      cd '\(folder.path)'; mkdir -p d/b d/.hidden; printf 'What fun' > d/a.txt; printf 'No tea.' > d/b/c
      printf 'x' > d/.hidden/x; ln -s .. d/b/up
      $elman classify d | cut -f 1,3
      """)
    #expect(result.text == "positive\tWhat fun\nnegative\tNo tea.\n")
    #expect(result.standardError.isEmpty)
  }
}

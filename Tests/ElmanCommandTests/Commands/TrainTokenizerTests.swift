import Elman
import ElmanTestSupport
import Foundation
import Testing

/// `elman train tokenizer`, and what its file is good for.
@Suite struct TrainTokenizerTests {
  private static let settings = """
    {"model": {"hiddenSize": 12, "characterSize": 8, "trainingWindow": 24,
      "minimumCharacterCount": 1, "minimumPieceCount": 2, "outputDropout": 0},
     "training": {"epochs": 2, "learningRate": 0.01}}
    """

  private static let corpus =
    [
      "1\tOwls\t_\tNOUN\t_", "2-3\tcan't\t_\t_\t_", "2\tca\t_\tAUX\t_", "3\tn't\t_\tPART\t_",
      "4\tswim\t_\tVERB\tSpaceAfter=No", "5\t.\t_\tPUNCT\t_", "",
      "1\tDucks\t_\tNOUN\t_", "2\tswim\t_\tVERB\tSpaceAfter=No", "3\t!\t_\tPUNCT\t_", "",
    ].map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      return line.isEmpty
        ? "\n"
        : (columns[..<4] + Array(repeating: "_", count: 5) + [columns[4]]).joined(separator: "\t")
          + "\n"
    }.joined()

  /// Runs a script in a folder with the corpus `c.conllu` and its tokenizer `t.safetensors`.
  private func run(_ script: String, _ body: (Program) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.settings.utf8, to: "settings.json")
    try folder.write(Self.corpus.utf8, to: "c.conllu")
    try folder.write("Owls can't swim. Ducks swim! \n".utf8, to: "text.txt")
    try body(
      try await Program.shell(
        """
        cd '\(folder.path)' && "$elman" train tokenizer --config settings.json --train c.conllu \
        --dev c.conllu --output t.safetensors && \(script)
        """))
  }

  @Test func learnsAndTokenizes() async throws {
    try await run(
      """
      "$elman" tokenize --model ./t.safetensors --output horizontal text.txt && \
      "$elman" evaluate --raw --model ./t.safetensors c.conllu && \
      "$elman" inspect ./t.safetensors && \
      "$elman" quantize ./t.safetensors -o u.safetensors --dev c.conllu
      """
    ) { result in
      #expect(result.exitCode == 0)
      #expect(result.standardError.contains("dev token F1 100.00 %, dev sentence F1 100.00 %"))
      #expect(result.standardError.hasSuffix("mean F1 100.00 %, before 100.00 %\n"))
      #expect(result.text.hasPrefix("Owls ca n't swim .\nDucks swim !\n"))
      #expect(result.text.contains("Words       100.00 %"))
      #expect(result.text.contains("task          tokenizer\n"))
    }
  }

  @Test func aTaggersFileHoldsItsTokenizer() async throws {
    try await run(
      """
      "$elman" train tagger --train c.conllu --dev c.conllu --tokenizer ./t.safetensors \
      --output p.safetensors --epochs 1 --hidden-size 4 && \
      "$elman" tokenize --model ./p.safetensors --output horizontal text.txt && \
      "$elman" tag --model ./p.safetensors --output horizontal text.txt | sed 's/_[A-Z]*//g' && \
      "$elman" quantize ./p.safetensors -o q.safetensors && \
      "$elman" tag --model ./q.safetensors --tokenizer model --output horizontal text.txt \
      | sed 's/_[A-Z]*//g' && \
      "$elman" tag --model ./p.safetensors --tokenizer rules --output tsv text.txt | wc -l
      """
    ) { result in
      #expect(result.exitCode == 0)
      let sentences = "Owls ca n't swim .\nDucks swim !\n"
      #expect(result.text.hasPrefix(sentences + sentences + sentences))
    }
  }

  @Test(arguments: [
    ("tag --tokenizer model text.txt", 64, "expected a model that holds a tokenizer"),
    ("tokenize --model english text.txt", 65, "expected a model for the task 'tokenizer'"),
    ("tag --tokenizer absent text.txt", 66, "no model 'absent'"),
    ("evaluate --model ./t.safetensors c.conllu", 64, "found a tokenizer"),
  ])
  func mistakesAreNamed(arguments: String, code: Int32, message: String) async throws {
    try await run("\"$elman\" \(arguments)") { result in
      #expect(result.exitCode == code)
      #expect(result.text.isEmpty)
      #expect(
        result.standardError.split(separator: "\n").last?.contains(message) == true)
    }
  }
}

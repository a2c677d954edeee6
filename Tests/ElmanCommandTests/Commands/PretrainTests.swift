import Elman
import ElmanTestSupport
import Foundation
import Testing

/// `elman pretrain`, and what its file is good for.
@Suite struct PretrainTests {
  private static let languageModel = """
    {"model": {"hiddenSize": 12, "wordSize": 8, "characterSize": 6, "characterHiddenSize": 4,
      "minimumWordCount": 1, "minimumCharacterCount": 1, "candidateCount": 8},
     "training": {"epochs": 2, "batchSize": 2}}
    """
  private static let tagger = """
    {"model": {"layers": 2, "hiddenSize": 10, "minimumWordCount": 1}, "training": {"epochs": 2}}
    """
  private static let text = "Owls swim in rivers. Ducks swim in lakes.\n\nOwls sing. Ducks sing.\n"
  private static let corpus = ["Owls\tNOUN", "swim\tVERB", "", "Ducks\tNOUN", "sing\tVERB", ""]
    .reduce(into: (text: "", id: 0)) { result, line in
      let parts = line.split(separator: "\t")
      result.id = parts.isEmpty ? 0 : result.id + 1
      result.text +=
        parts.isEmpty
        ? "\n" : "\(result.id)\t\(parts[0])\t_\t\(parts[1])\t_\t_\t_\t_\t_\t_\n"
    }.text

  /// Runs a script in a folder with a text, a corpus and their settings.
  private func run(_ script: String, _ body: (Program) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.languageModel.utf8, to: "lm.json")
    try folder.write(Self.tagger.utf8, to: "tagger.json")
    try folder.write(Self.text.utf8, to: "text.txt")
    try folder.write(Self.corpus.utf8, to: "c.conllu")
    try body(try await Program.shell("cd '\(folder.path)' && \(script)"))
  }

  private static let pretrain = """
    "$elman" pretrain --config lm.json --train text.txt --dev text.txt --output lm.safetensors
    """
  private static let train = """
    "$elman" train tagger --config tagger.json --train c.conllu --dev c.conllu
    """

  /// A tagger, in bytes here, brings all of its layers; of what else is learned one column is known.
  @Test func aTaggerStartsFromATagger() async throws {
    try await run(
      """
      \(Self.train) --output t.safetensors && "$elman" quantize t.safetensors --output q.safetensors && \
      printf 'Owls\\t_\\nNora\\tB-PER\\n' > people.iob2 && \
      printf 'Owls\\tO\\nDora\\tB-PER\\n' > more.conll && \
      "$elman" train tagger --train c.conllu --dev c.conllu --column upos --column ner=more.conll,more.conll \
        --also ner=people.iob2 --pretrained ./q.safetensors --epochs 1 --output new.safetensors; \
      "$elman" train tagger --train more.conll --dev more.conll --column ner --also ner=people.iob2 \
        --pretrained ./q.safetensors --epochs 1 --output ner.safetensors && "$elman" inspect ./ner.safetensors; \
      "$elman" train tagger --train c.conllu --dev c.conllu --also ner=people.iob2 --output no.safetensors; \
      "$elman" train tagger --train c.conllu --dev c.conllu --also upos --output no.safetensors; \
      "$elman" train tagger --train c.conllu --dev c.conllu --pretrained ./q.safetensors --layers 3 --output no.safetensors
      """
    ) { result in
      #expect(result.text.contains("2 bidirectional lstm layers of 2 × 10 units"))
      #expect(result.text.contains("train ner people.iob2 sha256:"))
      #expect(
        result.standardError.contains("expected a column that is learned, one of upos, found ner"))
      #expect(
        result.standardError.contains(
          "expected a column and a file, such as ner=more.iob2, found 'upos'"))
      #expect(result.standardError.contains("--pretrained brings all layers of a tagger"))
    }
  }

  @Test func aTaggerStartsFromALanguageModel() async throws {
    try await run(
      """
      \(Self.pretrain) && "$elman" evaluate --model ./lm.safetensors text.txt && \
      "$elman" inspect ./lm.safetensors && \
      \(Self.train) --pretrained ./lm.safetensors --output t.safetensors && \
      echo 'Owls swim.' | "$elman" tag --model ./t.safetensors --output horizontal && \
      "$elman" inspect ./t.safetensors
      """
    ) { result in
      #expect(result.exitCode == 0)
      #expect(result.text.contains("perplexity"))
      #expect(result.text.contains("task          language-model\n"))
      #expect(result.text.contains("Owls_"))
      #expect(result.text.contains("pretrained    {"))
      #expect(result.text.contains("2 bidirectional lstm layers of 2 × 12, 2 × 10 units"))
    }
  }

  @Test func silverSentencesAreLearned() async throws {
    try await run(
      """
      \(Self.train) --output t.safetensors && \
      "$elman" tag --model ./t.safetensors text.txt > silver.conllu && \
      \(Self.train) --silver silver.conllu --output u.safetensors && \
      "$elman" inspect ./u.safetensors
      """
    ) { result in
      #expect(result.exitCode == 0)
      #expect(result.standardError.contains("silver.conllu: 4 sentences, 16 words\n"))
      #expect(result.text.contains("silver silver.conllu sha256:"))
    }
  }

  @Test(arguments: [
    ("evaluate --raw --model ./lm.safetensors c.conllu", "expected a tagger or a tokenizer"),
    ("quantize ./lm.safetensors --words 0 -o q.safetensors", "expected --words"),
    ("tag --model ./lm.safetensors text.txt", "the task 'tagger', found 'language-model'"),
    (
      "train tagger --pretrained ./lm.safetensors --embeddings v.txt --train c.conllu --dev c.conllu"
        + " --output t.safetensors", "--pretrained brings its own vectors"
    ),
    (
      "train tagger --pretrained ./lm.safetensors --cell gru --train c.conllu --dev c.conllu"
        + " --output t.safetensors", "--pretrained brings its own cell"
    ),
    (
      "train tagger --pretrained ./lm.safetensors --hidden-size 9 --train c.conllu --dev c.conllu"
        + " --output t.safetensors", "--pretrained brings the only layer"
    ),
    (
      "train tagger --pretrained c.conllu --train c.conllu --dev c.conllu --output t.safetensors",
      "c.conllu"
    ),
  ])
  func whatALanguageModelIsNot(arguments: String, message: String) async throws {
    try await run("\(Self.pretrain) 2>&1 && \"$elman\" \(arguments)") { result in
      #expect(result.exitCode != 0)
      #expect(result.standardError.contains(message), "\(result.standardError)")
      #expect(result.standardError.split(separator: "\n").count <= 3)
    }
  }
}

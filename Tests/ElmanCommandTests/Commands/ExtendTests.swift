import Elman
import ElmanTestSupport
import Foundation
import Testing

@Suite struct ExtendTests {
  private static let corpus = """
    1\tMira\tMira\tPROPN\t_\tNumber=Sing\t_\t_\t_\t_
    2\tnaps\tnap\tVERB\t_\tTense=Pres\t_\t_\t_\t_

    1\tOwls\towl\tNOUN\t_\tNumber=Plur\t_\t_\t_\t_
    2\tnap\tnap\tVERB\t_\tTense=Pres\t_\t_\t_\t_


    """

  /// Trains a small tagger in a folder, and runs `elman extend` there.
  private func extend(
    _ arguments: String, lexicon: String = "geese\tgoose\tNOUN\tNumber=Plur\n",
    _ body: (TemporaryFolder, Program) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.corpus.utf8, to: "c.conllu")
    try folder.write(lexicon.utf8, to: "w.tsv")
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && $elman train tagger --train c.conllu --dev c.conllu --column upos \
      --column feats --column lemma --hidden-size 2 --epochs 1 -o m.safetensors 2>/dev/null && \
      $elman extend \(arguments)
      """)
    try await body(folder, result)
  }

  @Test func aLexiconIsAddedOnceAndNoted() async throws {
    try await extend(
      """
      m.safetensors --corpus c.conllu --lexicon w.tsv -o n.safetensors && $elman extend \
      n.safetensors --corpus c.conllu --lexicon w.tsv -o o.safetensors && cmp n.safetensors \
      o.safetensors && $elman inspect --verify o.safetensors && echo 'Geese nap' | $elman tag \
      --model ./o.safetensors --input horizontal --output conllu | cut -f 3
      """,
      lexicon: "# licence: mine\ngeese\tgoose\tNOUN\tNumber=Plur\ngeese\tgoose\tVERB\n"
        + "geese\tgoose\tPROPN\n"
    ) { folder, result in
      #expect(result.exitCode == 0, "\(result.standardError)")
      #expect(result.standardError.contains("c.conllu: 2 sentences, 4 words"))
      #expect(result.standardError.contains("w.tsv: 3 forms"))
      #expect(result.text.contains("goose\nnap\n"))
      let metadata = try Tagger(path: folder.file("o.safetensors")).metadata
      #expect(metadata[.lexicon] == "mine")
      let corpora = try #require(metadata[.corpora]).split(separator: "\n")
      #expect(corpora.count == 4)
      #expect(corpora[2].hasPrefix("extended ") && corpora[3].hasPrefix("lexicon "))
      #expect(corpora[3].contains("w.tsv sha256:"))
    }
  }

  @Test func trainingAddsTheSame() async throws {
    try await extend(
      """
      m.safetensors --corpus c.conllu --lexicon w.tsv -o n.safetensors && $elman train tagger \
      --train c.conllu --dev c.conllu --column upos --column feats --column lemma --hidden-size 2 \
      --epochs 1 --lexicon w.tsv -o t.safetensors
      """
    ) { folder, result in
      #expect(result.exitCode == 0, "\(result.standardError)")
      let taggers = try ["n.safetensors", "t.safetensors"].map { try Tagger(path: folder.file($0)) }
      let bytes = try taggers.map { try $0.serialized(metadata: ModelMetadata()) }
      #expect(bytes[0] == bytes[1])
      #expect(taggers[1].metadata[.corpora]?.contains("\nlexicon ") == true)
    }
  }

  @Test func anotherCorpusIsWarnedOf() async throws {
    try await extend(
      """
      m.safetensors --corpus c.conllu -o n.safetensors && sed s/Mira/Nora/ c.conllu > d.conllu && $elman \
      extend n.safetensors --corpus d.conllu --lexicon w.tsv -o o.safetensors
      """
    ) { folder, result in
      #expect(result.exitCode == 0)
      let warnings = result.standardError.split(separator: "\n").filter {
        $0.hasPrefix("warning: ")
      }
      let start = "warning: d.conllu: expected the corpus that the model learned from, "
      #expect(warnings.count == 1, "\(result.standardError)")
      #expect(warnings.first?.hasPrefix(start) == true)
      #expect(warnings.first?.contains("c.conllu sha256:") == true)
      #expect(result.standardError.contains("w.tsv: 1 form\n"))
      #expect(FileManager.default.fileExists(atPath: folder.file("o.safetensors")))
    }
  }

  @Test(arguments: ["--column upos", "--column lemma", "--column feats --column lemma"])
  func trainingWithoutTheColumnsOfALexiconIsRefused(columns: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.corpus.utf8, to: "c.conllu")
    try folder.write("geese\tgoose\tNOUN\n".utf8, to: "w.tsv")
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && $elman train tagger --train c.conllu --dev c.conllu \(columns) \
      --lexicon w.tsv --hidden-size 2 --epochs 1 -o m.safetensors
      """)
    #expect(result.exitCode == 64)
    #expect(
      result.standardError.contains("error: --lexicon needs the columns upos and lemma, found "))
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("m.safetensors")))
  }

  @Test(arguments: [
    ("m.safetensors --corpus c.conllu -o ''", 74, "error: '': cannot write: "),
    ("m.safetensors -o n.safetensors", 64, "expected --corpus, --tokenizer or --trees"),
    ("m.safetensors --lexicon w.tsv -o n.safetensors", 64, "--lexicon needs the corpus"),
    (
      "m.safetensors --corpus c.conllu --lexicon none.tsv -o n.safetensors", 66,
      "none.tsv: expected a file, found none"
    ),
    (
      "m.safetensors --corpus c.conllu --lexicon w.tsv -o n.safetensors", 65,
      "w.tsv:2: expected one of the 17 tags in UPOS"
    ),
    (
      "m.safetensors --corpus c.conllu -o m.safetensors", 64, "m.safetensors: expected another path"
    ),
    (
      "m.safetensors --corpus w.tsv -o n.safetensors", 65, "w.tsv:1: expected"
    ),
    ("english-sentiment --corpus c.conllu -o n.safetensors", 65, "expected a model for the task"),
    ("m.safetensors --tokenizer english-sentiment -o n.safetensors", 65, "english-sentiment"),
  ])
  func whatIsWrongIsOneLineAndNothingIsWritten(
    _ arguments: String, _ code: Int, _ message: String
  ) async throws {
    try await extend(arguments, lexicon: "geese\tgoose\tNOUN\nox\tox\tNN\n") { folder, result in
      #expect(Int(result.exitCode) == code)
      #expect(result.standardError.contains(message), "\(result.standardError)")
      let errors = result.standardError.split(separator: "\n").filter { $0.hasPrefix("error: ") }
      #expect(errors.count == 1)
      #expect(!FileManager.default.fileExists(atPath: folder.file("n.safetensors")))
    }
  }
}

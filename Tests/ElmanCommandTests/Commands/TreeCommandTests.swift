import Elman
import ElmanTestSupport
import Foundation
import Testing

/// What the command does with trees.
@Suite struct TreeCommandTests {
  private static let corpus = """
    1\tMira\tMira\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
    2\tnaps\tnap\tVERB\t_\tTense=Pres\t0\troot\t_\t_
    3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

    1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
    2\towls\towl\tNOUN\t_\tNumber=Plur\t3\tnsubj\t_\t_
    3\tnap\tnap\tVERB\t_\tTense=Pres\t0\troot\t_\t_


    """

  /// Learns a small corpus by heart in a folder, and runs commands there.
  private func run(
    _ commands: String, columns: String = "", epochs: Int = 60,
    _ body: (TemporaryFolder, Program) throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.corpus.utf8, to: "c.conllu")
    let settings = """
      {"model": {"treeHiddenSize": 16, "arcSize": 16, "relationSize": 16, "wordDropout": 0,
        "inputDropout": 0, "outputDropout": 0, "treeDropout": 0},
      "training": {"learningRate": 0.01, "averageDecay": 0.9}}
      """
    try folder.write(settings.utf8, to: "s.json")
    let result = try await Program.shell(
      """
      cd '\(folder.path)' && $elman train tagger --train c.conllu --dev c.conllu --hidden-size 16 \
      --epochs \(epochs) --patience \(epochs) --config s.json \(columns) -o m.safetensors 2>log && \
      \(commands)
      """)
    try body(folder, result)
  }

  @Test func treesAreLearnedByDefaultAndWrittenInEveryForm() async throws {
    try await run(
      """
      cat log; for form in conllu tsv jsonl pretty; do echo "The owls nap" | \
      $elman tag --model ./m.safetensors --tokenizer rules --output $form; done; \
      $elman tag --model ./m.safetensors --input conllu c.conllu | cmp - c.conllu; \
      $elman evaluate --model ./m.safetensors c.conllu
      """
    ) { folder, result in
      #expect(result.exitCode == 0, "\(result.standardError)")
      let text = result.text
      #expect(text.contains("learns upos (5 labels), feats (4 labels), lemma, deps (4 relations)"))
      #expect(text.contains("deps LAS 100.00 %"))
      #expect(text.contains("2\towls\towl\tNOUN\t_\tNumber=Plur\t3\tnsubj\t_\t_\n"))
      #expect(text.contains("nap\tVERB\tTense=Pres\tnap\t0\troot\n"))
      #expect(text.contains("\"lemma\":\"owl\""))
      #expect(text.contains("\"head\":2,\"deprel\":\"nsubj\""))
      #expect(text.contains("\"head\":-1,\"deprel\":\"root\",\"deprelProbability\":"))
      #expect(text.contains("╭────┤") && text.contains("nsubj  root"))
      for score in ["UAS", "LAS"] {
        #expect(
          text.contains(
            "\n\(score.padding(toLength: 18, withPad: " ", startingAt: 0))100.00 %   6 of 6 words"))
      }
    }
  }

  @Test func columnsMayBeAskedForAlone() async throws {
    try await run(
      """
      echo "The owls nap" > t.txt; tag() { $elman tag --model ./m.safetensors --tokenizer rules "$@" t.txt; }
      tag --columns deps --output tsv; tag --columns upos,deps | cut -f 3,4,7,8; tag --columns lemma --output jsonl
      tag --columns upos,ner; tag --columns upos,tree
      """
    ) { _, result in
      #expect(result.exitCode == 64)
      #expect(result.text.contains("The\t2\tdet\nowls\t3\tnsubj\nnap\t0\troot\n"))
      #expect(result.text.contains("_\tNOUN\t3\tnsubj\n"))
      #expect(result.text.contains("\"tag\":\"owl\"") && !result.text.contains("upos"))
      #expect(
        result.standardError.contains(
          "expected columns of the model, which has upos, feats, lemma, deps; found ner"))
      #expect(result.standardError.contains("--columns"))
    }
  }

  @Test func aSentenceIsDrawn() async throws {
    try await run(
      """
      echo "The owls nap" | $elman draw --model ./m.safetensors -o t.svg && \
      $elman draw --input conllu --sentence 2 c.conllu > s.svg && grep -c '<path class="arc"' t.svg s.svg; \
      $elman draw --input conllu --sentence 9 c.conllu; $elman draw --model english-text < c.conllu; \
      cut -f 1-6 c.conllu | sed 's/[a-z]$/&\t_\t_\t_\t_/' > n.conllu; $elman draw --input conllu n.conllu
      """, epochs: 20
    ) { _, result in
      #expect(result.exitCode == 65)
      #expect(result.text.contains("t.svg:3\ns.svg:3\n"))
      #expect(result.standardError.contains("expected 9 sentences or more, found 2"))
      #expect(result.standardError.contains("english-text: expected"))
    }
  }

  /// A tagger that is done gets the trees of one that started from it and kept its layers.
  @Test func treesAreAddedToATagger() async throws {
    try await run(
      """
      echo '{"model": {"treeHiddenSize": 16, "arcSize": 16, "relationSize": 16,
        "columnWeights": {"upos": 0, "feats": 0, "lemma": 0}},
        "training": {"pretrainedRate": 0}}' > t.json; \
      $elman quantize m.safetensors -o p.safetensors 2>/dev/null; \
      for model in m p; do \
      $elman train tagger --pretrained ./$model.safetensors --train c.conllu --dev c.conllu --config t.json \
      --column upos --column feats --column lemma --column deps --epochs 5 -o $model-trees.safetensors 2>/dev/null && \
      $elman extend $model.safetensors --trees $model-trees.safetensors -o $model-new.safetensors && \
      $elman inspect --verify $model-new.safetensors > /dev/null && \
      for name in $model $model-new; do $elman tag --model ./$name.safetensors --input conllu c.conllu > $name; done; \
      cut -f 1-6 $model > $model-6; cut -f 1-6 $model-new | cmp - $model-6; done; \
      $elman extend p.safetensors --trees m-trees.safetensors -o x.safetensors; \
      $elman train tagger --pretrained ./m.safetensors --train c.conllu --dev c.conllu \
      --epochs 1 -o other.safetensors 2>/dev/null; \
      $elman extend m.safetensors --trees other.safetensors -o x.safetensors
      """, columns: "--column upos --column feats --column lemma", epochs: 20
    ) { folder, result in
      #expect(result.exitCode == 65, "\(result.text)\(result.standardError)")
      let tagger = try Tagger(path: folder.file("p-new.safetensors"))
      #expect(tagger.labelNames(of: .deps).count == 4)
      #expect(tagger.metadata[.corpora]?.contains("\ntrees train c.conllu") == true)
      #expect(
        result.standardError.contains(
          "other.safetensors: expected a tagger of trees that started from"))
      #expect(result.standardError.contains("m-trees.safetensors: expected a tagger of trees"))
      #expect(result.text.isEmpty)
    }
  }
}

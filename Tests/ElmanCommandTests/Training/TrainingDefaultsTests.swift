import ElmanTestSupport
import Foundation
import Testing

/// What `elman train` does by itself: columns, dev parts, models that are there.
struct TrainingDefaultsTests {
  private static let train = "Corpora/samples/english-train.conllu"
  private static let dev = "Corpora/samples/english-dev.conllu"

  /// Runs commands in a folder with the sample corpora.
  private func shell(_ script: String) async throws -> Program {
    let folder = try TemporaryFolder()
    return try await Program.shell(
      """
      cd '\(folder.path)' && ln -s '\(Documentation.package.path)/Corpora' Corpora
      small="--hidden-size 8 --epochs 1 -o m.safetensors"; train=\(Self.train); dev=\(Self.dev)
      \(script)
      """)
  }

  @Test func allColumnsAreLearned() async throws {
    let result = try await shell("$elman train tagger --train $train --dev $dev $small")
    #expect(result.exitCode == 0)
    #expect(
      result.standardError.contains(
        "\nlearns upos (17 labels), xpos (39 labels), feats (56 labels), lemma\n"))
    #expect(
      result.standardError.hasSuffix(
        """
        no tokenizer in this model: text is cut by rules; --tokenizer train learns one
        next: elman evaluate --model m.safetensors GOLD

        """))
  }

  @Test func settingsWithoutColumnsLeaveAllOfThem() async throws {
    let result = try await shell(
      """
      echo '{"model": {"outputDropout": 0.2}}' > s.json
      $elman train tagger --config s.json --train $train --dev $dev $small
      """)
    #expect(result.exitCode == 0)
    #expect(result.standardError.contains("feats (56 labels), lemma\n"))
  }

  @Test(arguments: [("", "5 sentences", "10 %"), ("--dev 50%", "23 sentences", "50 %")])
  func aShareIsKeptApart(dev: String, count: String, percent: String) async throws {
    let result = try await shell(
      "$elman train tagger --column upos --train $train \(dev) $small")
    #expect(result.exitCode == 0)
    let line = try #require(result.standardError.split(separator: "\n").dropFirst().first)
    #expect(
      line.contains(": \(count), ") && line.hasSuffix("kept apart for dev: \(percent) (--dev)"))
  }

  @Test func foldsTellMeanAndDeviation() async throws {
    let result = try await shell(
      "$elman train tagger --column upos --train $train --folds 3 --epochs 2 --hidden-size 8; ls")
    #expect(result.exitCode == 0)
    #expect(result.text == "Corpora\n")
    let last = try #require(result.standardError.split(separator: "\n").last)
    #expect(last.firstMatch(of: /^3 folds: dev accuracy [0-9.]+ ± [0-9.]+ %$/) != nil, "\(last)")
  }

  @Test func foldsWithAnOutputLearnEverything() async throws {
    let result = try await shell(
      "$elman train tagger --column upos --train $train --folds 2 $small && $elman inspect ./m.safetensors"
    )
    #expect(result.exitCode == 0)
    #expect(result.standardError.contains("\nall data: 1 epochs\n"))
    #expect(result.text.contains("english-train.conllu"))
  }

  @Test func allDataAreLearnedAtLast() async throws {
    let result = try await shell(
      "$elman train tagger --column upos --train $train --dev $dev --all-data $small && ls *.safetensors"
    )
    #expect(result.exitCode == 0 && result.text == "m.safetensors\n")
    #expect(result.standardError.contains("\nall data: 1 epochs of train and dev\n"))
    let epochs = result.standardError.split(separator: "\n").filter { $0.hasPrefix("epoch 1:") }
    // The second scores what it learned, which says nothing.
    #expect(epochs.count == 2 && epochs[0].contains("accuracy") && !epochs[1].contains("accuracy"))
  }

  @Test(arguments: [
    ("--folds 2 --dev d", "--folds keeps each part apart in turn; --dev cannot be given with it"),
    (
      "--folds 2 --all-data",
      "--folds with --output learns all data; --all-data cannot be given with it"
    ),
    (
      "--folds 2 --log l",
      "--resume and --log are of one run; --folds and --all-data are several"
    ),
    ("--dev 0% -o m", "The value '0%' is invalid for '--dev"),
    ("--folds 1", "expected --folds from 2 to 100, found 1"),
    ("--folds 90", "expected at least 180 sentences for 90 folds, found 46"),
    ("", "Missing expected argument '--output <output>'"),
  ])
  func whatDoesNotGoTogetherIsRefused(options: String, message: String) async throws {
    let result = try await shell("$elman train tagger --train $train \(options)")
    #expect([64, 65].contains(result.exitCode))
    #expect(result.standardError.contains(message))
  }

  @Test func aModelThatIsThereStays() async throws {
    let result = try await shell(
      """
      echo old > m.safetensors
      $elman train tagger --train $train --dev $dev $small; echo $?; cat m.safetensors
      """)
    #expect(result.text == "64\nold\n")
    #expect(
      result.standardError
        == "error: m.safetensors: there is a file already; --overwrite replaces it once training has ended\n"
    )
  }

  @Test func aModelIsReplacedAtTheEnd() async throws {
    let result = try await shell(
      """
      echo old > m.safetensors
      $elman train tagger --overwrite --column upos --train $train --dev $dev $small &&
      $elman inspect ./m.safetensors | head -2 | tail -1
      """)
    #expect(result.text == "task          tagger\n")
  }

  /// Training that fails leaves the old model as it was.
  @Test func aFailureReplacesNothing() async throws {
    let result = try await shell(
      """
      printf 'good\\ta\\nbad\\ta\\ngood\\ta\\nbad\\ta\\n' > t.tsv; echo old > m.safetensors
      $elman train classifier --overwrite --train t.tsv --dev t.tsv --epochs 5 --learning-rate 0 \\
        -o m.safetensors; echo $?; cat m.safetensors
      """)
    #expect(result.text == "65\nold\n")
    #expect(
      result.standardError.hasSuffix(
        "error: training failed: the model is no better than one that learned nothing; it is not written\n"
      ))
  }

  /// A dev corpus of one label that is never found is no success, and three texts are not seen thousands of times.
  @Test func nothingRightIsNoModel() async throws {
    let result = try await shell(
      """
      printf 'good\\ta\\nbad\\tb\\n' > t.tsv; printf 'fair\\tc\\n' > d.tsv
      $elman train classifier --train t.tsv --dev d.tsv --hidden-size 2 -o m.safetensors; echo $?
      """)
    #expect(result.text == "65\n")
    #expect(result.standardError.contains("error: training failed: the model is no better"))
    #expect(!result.standardError.contains("epoch 201: "))
  }

  @Test func aTokenizerIsLearnedBeside() async throws {
    let result = try await shell(
      """
      $elman train tagger --epochs 1 --column upos --train $train --dev $dev --tokenizer train \\
        -o m.safetensors --hidden-size 8 && $elman tokenize --model ./m.safetensors < /dev/null
      """)
    #expect(result.exitCode == 0)
    #expect(result.standardError.contains("\nthe tokenizer:\n"))
    #expect(!result.standardError.contains("no tokenizer in this model"))
  }

  @Test func allSettingsAreShown() async throws {
    let result = try await shell("$elman train --settings && $elman train | head -1")
    #expect(result.exitCode == 0)
    #expect(result.text.hasPrefix("training\n  epochs "))
    #expect(result.text.contains("\nmodel of a tagger\n"))
    #expect(result.text.contains(/\n  affixSize +0 +0 to 8192 +size of the vector of a word's/))
    #expect(result.text.contains("OVERVIEW: Trains a model on a labelled corpus."))
  }
}

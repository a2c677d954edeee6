import Elman
import ElmanTestSupport
import Foundation
import Testing

/// `elman train classifier`, from files to a model that knows them by heart.
struct TrainClassifierTests {
  private static let settings = """
    {"model": {"hiddenSize": 8, "wordSize": 8, "attentionSize": 8, "minimumWordCount": 1,
      "inputDropout": 0, "outputDropout": 0, "layerDropout": 0, "wordDropout": 0},
     "training": {"epochs": 30, "patience": 30, "batchSize": 4, "learningRate": 0.03,
      "averageDecay": 0}}
    """

  private static let examples = [
    ("good", "a fine day"), ("bad", "a dull day"), ("good", "tea and owls"), ("bad", "no tea"),
    ("good", "what fun"), ("bad", "what a bore"),
  ]

  /// The command in a folder with its settings.
  private func train(
    in folder: TemporaryFolder, _ arguments: String, dev: String? = nil, train: String
  ) async throws -> Program {
    try folder.write(Self.settings.utf8, to: "settings.json")
    return try await Program.shell(
      """
      cd '\(folder.path)' && "$elman" train classifier --overwrite --config settings.json \
      --train '\(train)' --dev '\(dev ?? train)' --output m.safetensors \(arguments)
      """)
  }

  private func labels(in folder: TemporaryFolder) async throws -> [String] {
    let texts = Self.examples.map { "\($0.1)\n" }.joined()
    let result = try await Program.run(
      "classify", "--model", folder.file("m.safetensors"), input: texts.utf8)
    #expect(result.exitCode == 0)
    return result.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  struct Form: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments = ""
    var text: @Sendable ((String, String)) -> String
    var testDescription: String { "\(name) \(arguments)" }
  }

  static let forms = [
    Form(name: "t.txt", arguments: "--format fasttext") { "__label__\($0.0) \($0.1)\n" },
    Form(name: "t.tsv") { "\($0.0)\t\($0.1)\n" },
    Form(name: "t.tsv", arguments: "--text-column 1 --label-column 3") { "\($0.1)\tx\t\($0.0)\n" },
    Form(name: "t.csv") { "\($0.0),7,\"\($0.1)\"\n" },
    Form(name: "t.jsonl") { #"{"text":"\#($0.1)","label":"\#($0.0)"}"# + "\n" },
    Form(name: "t.jsonl", arguments: "--text-column body --label-column y") {
      #"{"body":"\#($0.1)","y":"\#($0.0)"}"# + "\n"
    },
  ]

  @Test(arguments: forms)
  func learnsFilesOfEveryFormat(_ form: Form) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.examples.map(form.text).joined().utf8, to: form.name)
    let result = try await train(
      in: folder, form.arguments + " --seed 3 --licence CC0 --pooling mean", train: form.name)
    #expect(result.exitCode == 0)
    #expect(result.standardOutput.isEmpty)
    #expect(result.standardError.contains("\(form.name): 6 texts, "))
    #expect(try await labels(in: folder) == Self.examples.map(\.0))
    let classifier = try Classifier(path: folder.file("m.safetensors"))
    #expect(classifier.configuration.pooling == .mean)
    #expect(classifier.metadata[.seed] == "3" && classifier.metadata[.licence] == "CC0")
    #expect(classifier.metadata[.corpora]?.contains("train \(form.name) sha256:") == true)
    #expect(classifier.metadata[.scores]?.contains("\"devAccuracy\":1") == true)
  }

  @Test func learnsFoldersAndGzip() async throws {
    let folder = try TemporaryFolder()
    var lines = ""
    for (index, (label, text)) in Self.examples.enumerated() {
      try FileManager.default.createDirectory(
        atPath: folder.file("f/\(label)"), withIntermediateDirectories: true)
      try folder.write("\(text)\n".utf8, to: "f/\(label)/\(index).txt")
      lines += "\(label)\t\(text)\n"
    }
    try folder.write(lines.utf8, to: "d.tsv")
    // The dev corpus is of the same form as the training corpus only if --format says so.
    let zipped = try await Program.shell("cd '\(folder.path)' && gzip d.tsv")
    #expect(zipped.exitCode == 0)
    let result = try await train(in: folder, "", dev: "d.tsv.gz", train: "f")
    #expect(result.exitCode == 0)
    #expect(try await labels(in: folder) == Self.examples.map(\.0))
  }

  @Test(arguments: ["", "--phrases", "--sst-classes 2 --phrases"])
  func learnsTrees(_ arguments: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("(4 (2 tea) (4 fine))\n(0 (1 no) (2 tea))\n(2 owls)\n".utf8, to: "t.txt")
    let result = try await train(in: folder, "--format sst \(arguments)", train: "t.txt")
    #expect(result.exitCode == 0)
    let labels = try Classifier(path: folder.file("m.safetensors")).labels.labels
    let expected =
      switch arguments {
      case "": ["neutral", "very negative", "very positive"]
      case "--phrases": ["negative", "neutral", "very negative", "very positive"]
      default: ["negative", "positive"]
      }
    #expect(labels == expected)
  }

  @Test func threadsDoNotChangeTheFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.examples.map { "\($0.0)\t\($0.1)\n" }.joined().utf8, to: "t.tsv")
    var files: [[UInt8]] = []
    for threads in 1...2 {
      _ = try await train(in: folder, "--epochs 2 --threads \(threads)", train: "t.tsv")
      files.append(try folder.read("m.safetensors"))
    }
    let isSame = files[0] == files[1]
    #expect(isSame)
  }

  @Test(arguments: ["", "--freeze", "--extra-words 1"])
  func startsFromVectors(_ arguments: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.examples.map { "\($0.0)\t\($0.1)\n" }.joined().utf8, to: "t.tsv")
    try folder.write("rare 1 1 1\nfine 1 2 3\ndull 3 2 1\n".utf8, to: "v.txt")
    let result = try await train(in: folder, "--embeddings v.txt \(arguments)", train: "t.tsv")
    #expect(result.exitCode == 0)
    let classifier = try Classifier(path: folder.file("m.safetensors"))
    #expect(classifier.configuration.wordSize == 3)
    let table = classifier.weights[classifier.network.words.table]
    let id = Int(classifier.words.id(of: "fine"))
    #expect((Array(table[row: id]) == [1, 2, 3]) == (arguments == "--freeze"))
    #expect(classifier.metadata[.corpora]?.contains("embeddings v.txt sha256:") == true)
  }

  @Test func aLabelUnknownToTrainingIsAWarning() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.examples.map { "\($0.0)\t\($0.1)\n" }.joined().utf8, to: "t.tsv")
    try folder.write("good\ttea\nvery odd\ttea\nodd\tno\n".utf8, to: "d.tsv")
    let result = try await train(in: folder, "--epochs 1", dev: "d.tsv", train: "t.tsv")
    #expect(result.exitCode == 0)
    let warnings = result.standardError.split(separator: "\n").filter { $0.contains("warning") }
    #expect(
      warnings == ["warning: d.tsv: labels unknown to the training corpus, 2 times: odd, very odd"])
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments = ""
    var train = "t.tsv"
    var text = "good\ttea\nbad\tno\n"
    var error: String
    var code: Int32
    var testDescription: String { name }
  }

  static let bad = [
    Bad(name: "a name without a format", train: "t.txt", error: "t.txt: expected a name", code: 64),
    Bad(
      name: "an unknown format", arguments: "--format xml",
      error: """
        The value 'xml' is invalid for '--format <format>'. Please provide one of the following: \
        fasttext, tsv, csv, jsonl, folders, sst (see --help)
        """, code: 64),
    Bad(
      name: "an unclosed quote", train: "t.csv", text: "good,tea\nbad,\"no\ngood,owls\n",
      error: "t.csv:2: expected ", code: 65),
    Bad(
      name: "no label", arguments: "--format fasttext", text: "__label__good tea\nno\n",
      error: "t.tsv:2: expected one label such as __label__name and a text, found 'no'", code: 65),
    Bad(
      name: "damaged JSON", train: "t.jsonl",
      text: #"{"label":"good","text":"tea"}"# + "\n{\n", error: "t.jsonl:2: expected JSON ",
      code: 65),
    Bad(
      name: "a damaged tree", arguments: "--format sst", text: "(3 tea)\n(1 (2 no)\n",
      error: "t.tsv:2: expected ", code: 65),
    Bad(
      name: "no texts", text: "\n\n", error: "t.tsv: expected at least one text, found none",
      code: 65),
    Bad(
      name: "one label", text: "good\ttea\ngood\tno\n",
      error: "t.tsv: expected at least two labels, found good", code: 65),
    Bad(
      name: "a class with no example", arguments: "--config weights.json",
      error: "t.tsv: expected labelWeights of bad, good, found 'ugly'", code: 65),
    Bad(
      name: "not UTF-8", text: "good\ttea\nbad\t\u{1}", error: "t.tsv:2: expected UTF-8", code: 65),
    Bad(
      name: "vectors of two lengths", arguments: "--embeddings vectors.txt",
      error: "vectors.txt:2: expected 2 numbers, found 3", code: 65),
    Bad(
      name: "no vectors", arguments: "--embeddings nowhere.txt",
      error: "nowhere.txt: expected a file, found none", code: 66),
    Bad(
      name: "a truncated .gz", train: "cut.tsv.gz", error: "cut.tsv.gz: expected whole gzip data",
      code: 65),
    Bad(
      name: "a missing corpus", train: "nowhere.tsv",
      error: "nowhere.tsv: expected a file, found none", code: 66),
    Bad(
      name: "no folder for the model", arguments: "--output nowhere/m.safetensors",
      error: "nowhere/m.safetensors: ", code: 74),
    Bad(
      name: "an unknown setting", arguments: "--config typo.json",
      error: "typo.json: 'model': unknown setting 'poling'", code: 65),
    Bad(
      name: "an impossible setting", arguments: "--hidden-size 0",
      error: "'model.hiddenSize': expected hiddenSize from 1 to 8192, found 0", code: 64),
    Bad(
      name: "phrases without trees", arguments: "--phrases",
      error: "--phrases needs --format sst", code: 64),
    Bad(
      name: "freezing nothing", arguments: "--freeze",
      error: "--freeze needs --embeddings", code: 64),
    Bad(
      name: "two starts", arguments: "--embeddings v.txt --pretrained lm",
      error: "--pretrained brings its own vectors; --embeddings cannot be added", code: 64),
    Bad(
      name: "two cells", arguments: "--cell gru --pretrained lm",
      error:
        "--pretrained brings its own cell and units; --cell and --hidden-size cannot be given with it",
      code: 64),
    Bad(
      name: "more words of nothing", arguments: "--extra-words 5",
      error: "--extra-words needs --embeddings or --pretrained", code: 64),
    Bad(
      name: "three classes of trees", arguments: "--sst-classes 3",
      error: "expected --sst-classes of 2 or 5, found 3", code: 64),
    Bad(
      name: "a learning rate that is no number", arguments: "--learning-rate nan",
      error: "expected --learning-rate to be a number, found nan", code: 64),
  ]

  @Test(arguments: bad)
  func saysWhatIsWrong(_ bad: Bad) async throws {
    let folder = try TemporaryFolder()
    if bad.train != "nowhere.tsv", bad.train != "cut.tsv.gz" {
      // A byte that is no text stands in for a character that the text may have.
      let bytes = bad.text.utf8.map { $0 == 1 ? 0xFF : $0 }
      try folder.write(bytes, to: bad.train)
    }
    try folder.write(#"{"model": {"labelWeights": {"ugly": 2}}}"#.utf8, to: "weights.json")
    try folder.write(#"{"model": {"poling": "max"}}"#.utf8, to: "typo.json")
    try folder.write("tea 1 2\nno 1 2 3\n".utf8, to: "vectors.txt")
    try folder.write("good\ttea\nbad\tno\n".utf8, to: "d.tsv")
    try folder.write("an old model".utf8, to: "m.safetensors")
    let zipped = try await Program.shell(
      "cd '\(folder.path)' && gzip -c d.tsv | head -c 20 > cut.tsv.gz")
    #expect(zipped.exitCode == 0)
    let result = try await train(in: folder, bad.arguments, train: bad.train)
    #expect(result.exitCode == bad.code)
    #expect(result.standardOutput.isEmpty)
    // What was read before the failure may be told first.
    let lines = result.standardError.split(separator: "\n").filter { !$0.contains(" texts, ") }
      .filter { !$0.contains(" parameters, ") && !$0.hasPrefix("learns ") }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("error: \(bad.error)") == true, "\(lines)")
    #expect(try folder.read("m.safetensors") == Array("an old model".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.contains("tmp") || $0.hasPrefix(".") })
  }

  /// A corpus is read once, so that a pipe will do, with the hash of what came through it.
  @Test func corporaMayComeThroughPipes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("label\ttext\na\tgood tea\nb\tbad tea\n".utf8, to: "c.tsv")
    let result = try await Program.shell(
      """
      cd \(folder.path) && mkfifo p.tsv && { cat c.tsv > p.tsv & }
      "$elman" train classifier --train p.tsv --dev c.tsv --hidden-size 4 --epochs 1 -o m.safetensors &&
      "$elman" inspect m.safetensors | grep -o 'sha256:.*' | sort -u | wc -l
      """)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.text.split(separator: " ").joined() == "1\n")
  }
}

import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Foundation
import Testing

@testable import Elman

@Suite struct ClassifierFileTests {
  /// A file that goes away when the test ends.
  private func withFile<Result>(
    of classifier: Classifier, _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporaryPath { path in
      try classifier.write(to: path, metadata: ModelMetadata(["note": "a test"]))
      return try body(path)
    }
  }

  private func bytes(of classifier: Classifier) throws -> [UInt8] {
    try bytesOfFile { try classifier.write(to: $0, metadata: ModelMetadata(["note": "a test"])) }
  }

  private func metadata(_ changes: [String: String?], of classifier: Classifier) throws
    -> MappedFile
  {
    var writer = ModelFile.contents(
      task: "classifier", Configured(classifier.configuration), metadata: ModelMetadata(),
      weights: classifier.weights, words: classifier.words,
      characters: classifier.characters, labels: [("labels", classifier.labels)])
    for (key, value) in changes { writer.metadata[key] = value }
    return MappedFile(copying: try writer.serialized(), name: "x")
  }

  @Test(arguments: PoolingKind.allCases, CellKind.allCases)
  func whatIsReadIsWhatWasWritten(pooling: PoolingKind, cell: CellKind) throws {
    let classifier = try randomClassifier(temperature: 1.2345678) {
      $0.pooling = pooling
      $0.cell = cell
      $0.characterHiddenSize = cell == .gru ? 4 : 0
      $0.labelWeights = ["negative": 2, "positive": 0.5]
    }
    let read = try withFile(of: classifier) { try Classifier(path: $0) }
    #expect(read.configuration == classifier.configuration)
    #expect(read.labels == classifier.labels)
    #expect(read.temperature == classifier.temperature)
    #expect(read.sentiment == classifier.sentiment)
    #expect(read.metadata.values["note"] == "a test")
    #expect(read.metadata[.format] == "1")
    #expect(read.metadata[.task] == "classifier")
    let documents = randomTexts(10).map { classifier.document($0.utf8) }
    let before = ClassifierSession(classifier).classify(documents, tokenWeights: true)
    let after = ClassifierSession(read).classify(documents, tokenWeights: true)
    for (one, other) in zip(before, after) {
      #expect(one.probabilities == other.probabilities)
      #expect(one.tokenWeights == other.tokenWeights)
      #expect(one.sentiment == other.sentiment)
    }
  }

  @Test func oneModelGivesOneFile() throws {
    let weights: [String: Float] = ["negative": 2, "neutral": 3, "positive": 4]
    let files = try (0..<3).map { _ in
      try bytes(of: randomClassifier { $0.labelWeights = weights })
    }
    #expect(files[0] == files[1] && files[1] == files[2])
  }

  @Test func truncatedFilesAreErrors() throws {
    let bytes = try bytes(of: randomClassifier { $0.characterHiddenSize = 3 })
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: ModelError.self) {
        try Classifier(MappedFile(copying: Array(bytes[..<length]), name: "cut"))
      }
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    let bytes = try bytes(of: randomClassifier { $0.hiddenSize = 2 })
    var random = Random(seed: 11)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0...random.index(below: 4) {
        damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 256))
      }
      let file = MappedFile(copying: damaged, name: "damaged")
      if let classifier = try? ModelFile(file).model() as? Classifier {
        let result = classifier.classify("The owl sings at night.")
        #expect(classifier.labels.labels.contains(result.label))
        #expect(result.ranking.count == classifier.labels.count)
      }
    }
  }

  @Test(arguments: ["0", "-1", "nan", "inf", "1e9", "", "warm"])
  func impossibleTemperaturesAreErrors(_ temperature: String) throws {
    let file = try metadata(["elman.temperature": temperature], of: randomClassifier())
    #expect(
      throws: ModelError.invalidConfiguration(
        path: "x", reason: "expected a temperature from 0.001 to 1000, found '\(temperature)'")
    ) { try Classifier(file) }
  }

  @Test func withoutATemperatureItIsOne() throws {
    #expect(try Classifier(metadata([:], of: randomClassifier())).temperature == 1)
  }

  @Test(arguments: [
    #"{"pooling":"sum"}"#, #"{"windowSize":0}"#, #"{"windowSize":5000}"#,
    #"{"labelWeights":{"a":-1}}"#, #"{"labelWeights":3}"#, #"{"head":"crf"}"#, "{", "",
  ])
  func impossibleConfigurationsAreErrors(_ json: String) throws {
    let file = try metadata(["elman.configuration": json], of: randomClassifier())
    let error = #expect(throws: ModelError.self) { try Classifier(file) }
    guard case .invalidConfiguration(_, let reason) = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
    #expect(!reason.isEmpty && !reason.contains("\n"))
  }

  @Test func shapesMustBeThoseOfTheConfiguration() throws {
    let classifier = try randomClassifier()
    for change: (inout ClassifierConfiguration) -> Void in [
      { $0.hiddenSize += 1 },
      {
        $0.pooling = .attention; $0.attentionSize += 1
      },
      { $0.characterHiddenSize = 4 }, { $0.layers = 2 },
    ] {
      var other = classifier.configuration
      change(&other)
      let file = try metadata(["elman.configuration": Settings.json(other)], of: classifier)
      #expect(throws: ModelError.self) { try Classifier(file) }
    }
  }

  @Test func tasksAreNotMixedUp() throws {
    let classifier = MappedFile(copying: try bytes(of: randomClassifier()), name: "c")
    let folder = try TemporaryFolder()
    let path = folder.file("file")
    try randomTagger().write(to: path, metadata: ModelMetadata())
    let tagger = try MappedFile(path: path)

    #expect(throws: ModelError.wrongTask(path: "c", expected: "tagger", found: "classifier")) {
      try Tagger(classifier)
    }
    #expect(throws: ModelError.wrongTask(path: path, expected: "classifier", found: "tagger")) {
      try Classifier(tagger)
    }
    #expect(try ModelFile(classifier).model() is Classifier)
    #expect(try ModelFile(tagger).model() is Tagger)
  }
}

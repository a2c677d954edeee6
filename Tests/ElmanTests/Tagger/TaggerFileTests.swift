import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Foundation
import Testing

@testable import Elman

@Suite struct TaggerFileTests {
  private func bytes(of tagger: Tagger) throws -> [UInt8] {
    try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata(["note": "a test"])) }
  }

  @Test(arguments: HeadKind.allCases, CellKind.allCases)
  func whatIsReadIsWhatWasWritten(head: HeadKind, cell: CellKind) throws {
    let tagger = try randomTagger {
      $0.head = head
      $0.cell = cell
    }
    let folder = try TemporaryFolder()
    let path = folder.file("model")
    try tagger.write(to: path, metadata: ModelMetadata(["note": "a test"]))
    let read = try Tagger(path: path)
    #expect(read.configuration == tagger.configuration)
    #expect(read.labels == tagger.labels)
    #expect(read.metadata.values["note"] == "a test")
    #expect(read.metadata[.format] == "1")
    let sentences = randomSentences(10)
    let (before, after) = (
      tagger.tag(sentences, probabilities: true), read.tag(sentences, probabilities: true)
    )
    for (one, other) in zip(before, after) {
      #expect(one.labelIds == other.labelIds)
      #expect(one.probabilities == other.probabilities)
    }
  }

  @Test func affixesAreReadAsTheyWereWritten() throws {
    let tagger = try randomTagger { ($0.affixSize, $0.labelParts) = (6, true) }
    let read = try Tagger(MappedFile(copying: bytes(of: tagger), name: "x"))
    #expect(read.configuration == tagger.configuration)
    #expect(read.network.layout.entries.contains { $0.name == "affixes" })
    let sentences = randomSentences(10)
    for (one, other) in zip(
      tagger.tag(sentences, probabilities: true), read.tag(sentences, probabilities: true))
    {
      #expect(one.labelIds == other.labelIds)
      #expect(one.probabilities == other.probabilities)
    }
  }

  @Test func severalColumnsAreReadAsTheyWereWritten() throws {
    let tagger = try randomTagger {
      $0.columns = [.upos, .xpos, .lemma]
      $0.columnWeights = [.lemma: 0.5]
    }
    let read = try Tagger(MappedFile(copying: bytes(of: tagger), name: "x"))
    #expect(read.configuration == tagger.configuration)
    #expect(read.columns.map(\.labels) == tagger.columns.map(\.labels))
    let names = Set(read.network.layout.entries.map(\.name))
    #expect(names.isSuperset(of: ["upos.projection.weights", "upos.crf.start"]))
    #expect(names.isSuperset(of: ["xpos.projection.bias", "lemma.projection.weights"]))
    let sentences = randomSentences(10)
    for (one, other) in zip(
      tagger.tag(sentences, probabilities: true), read.tag(sentences, probabilities: true))
    {
      for (token, column) in other.sentence.words.indices.flatMap({ token in
        tagger.columns.indices.map { (token, $0) }
      }) {
        #expect(one.label(token, at: column) == other.label(token, at: column))
        #expect(one.probability(token, at: column) == other.probability(token, at: column))
      }
    }
  }

  @Test func oneColumnKeepsItsNames() throws {
    let tagger = try randomTagger()
    let names = tagger.network.layout.entries.map(\.name)
    #expect(
      names.suffix(5) == [
        "projection.weights", "projection.bias", "crf.transitions", "crf.start", "crf.end",
      ])
    #expect(
      Settings.json(TaggerConfiguration()) == """
        {"cell":"lstm","characterHiddenSize":64,"characterSize":32,"column":"upos","head":"crf",\
        "hiddenSize":208,"inputDropout":0.5,"layerDropout":0.3,"layers":1,\
        "minimumCharacterCount":2,"minimumWordCount":2,"outputDropout":0.5,"wordDropout":0.2,\
        "wordSize":112}
        """)
  }

  @Test func lemmaRulesMustBeRules() throws {
    let tagger = try randomTagger { $0.columns = [.lemma] }
    let other = Tagger(
      configuration: tagger.configuration, words: tagger.words, characters: tagger.characters,
      columns: [TaggerColumn(.lemma, labels: try LabelSet(["whole be", "a", "b", "c"]))],
      network: tagger.network, weights: tagger.weights)
    let file = MappedFile(copying: try bytes(of: other), name: "x")
    #expect(throws: ModelError.invalidLemmaRule(path: "x", found: "a")) { try Tagger(file) }
  }

  @Test func entitiesMayHaveSoManyLabels() throws {
    let tagger = try randomTagger {
      $0.columns = [.ner]
      $0.hiddenSize = 1
    }
    let labels = try LabelSet((0...TaggerColumn.maximumEntityLabels).map { "B-\($0)" })
    var file = SafetensorsWriter()
    file.metadata = [
      "elman.format": "1", "elman.task": "tagger",
      "elman.configuration": Settings.json(tagger.configuration),
    ]
    tagger.weights.add(to: &file)
    file.add("vocabulary.words", tagger.words, slots: true)
    file.add(
      "vocabulary.characters", tagger.characters.scalars, shape: [tagger.characters.scalars.count])
    file.add("labels", labels)
    let mapped = MappedFile(copying: try file.serialized(), name: "x")
    #expect(
      throws: ModelError.invalidConfiguration(
        path: "x", reason: "expected at most 4096 labels of entities, found 4097")
    ) { try Tagger(mapped) }
  }

  @Test func oneModelGivesOneFile() throws {
    #expect(try bytes(of: randomTagger()) == bytes(of: randomTagger()))
  }

  @Test func truncatedFilesAreErrors() throws {
    let bytes = try bytes(of: randomTagger())
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: ModelError.self) {
        try Tagger(MappedFile(copying: Array(bytes[..<length]), name: "cut"))
      }
    }
  }

  @Test(arguments: [false, true])
  func damagedFilesNeverCrash(isQuantized: Bool) throws {
    try damageFile(of: randomTagger { $0.hiddenSize = 2 }, isQuantized: isQuantized)
    let several = try randomTagger {
      $0.hiddenSize = 2
      $0.columns = [.upos, .feats, .lemma]
    }
    try damageFile(of: several, isQuantized: isQuantized)
    let entities = try randomTagger {
      $0.hiddenSize = 2
      $0.columns = [.ner]
    }
    try damageFile(of: entities, isQuantized: isQuantized)
  }

  private func damageFile(of tagger: Tagger, isQuantized: Bool) throws {
    let bytes = try bytes(of: isQuantized ? tagger.quantized() : tagger)
    var random = Random(seed: 11)
    let sentences = randomSentences(3)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0...random.index(below: 4) {
        damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 256))
      }
      if let tagger = try? Tagger(MappedFile(copying: damaged, name: "damaged")) {
        _ = tagger.tag(sentences, probabilities: true)
      }
    }
  }

  @Test func otherFilesAreNamedForWhatTheyAre() throws {
    func file(_ metadata: [String: String]) throws -> MappedFile {
      var writer = SafetensorsWriter()
      writer.metadata = metadata
      return MappedFile(copying: try writer.serialized(), name: "x.safetensors")
    }
    #expect(throws: ModelError.notAModel(path: "x.safetensors")) { try Tagger(file([:])) }
    #expect(
      throws: ModelError.unsupportedFormat(path: "x.safetensors", found: "2", supported: 1)
    ) { try Tagger(file(["elman.format": "2"])) }
    // There is no format 0, so none is older than the first.
    let error = #expect(throws: ModelError.self) { try Tagger(file(["elman.format": "0"])) }
    #expect(error?.description == "x.safetensors: expected model format 1, found 0")
    #expect(
      throws: ModelError.wrongTask(
        path: "x.safetensors", expected: "tagger", found: "classifier")
    ) { try Tagger(file(["elman.format": "1", "elman.task": "classifier"])) }
    #expect(throws: ModelError.self) {
      try Tagger(
        file(["elman.format": "1", "elman.task": "tagger", "elman.configuration": "{"]))
    }
  }

  @Test func anUnknownTaskIsNoTagger() throws {
    let known = [
      "tagger", "classifier", "tokenizer", "language-model", "language-identifier",
    ]
    for task in ["parser", "Tagger", "tagger ", nil] {
      var writer = SafetensorsWriter()
      writer.metadata = ["elman.format": "1"]
      writer.metadata["elman.task"] = task
      let file = try ModelFile(MappedFile(copying: writer.serialized(), name: "x"))
      #expect(throws: ModelError.unknownTask(path: "x", found: task, known: known)) {
        try file.model()
      }
    }
    #expect(
      "\(ModelError.unknownTask(path: "x", found: "parser", known: known))"
        == "x: expected a model for one of the tasks tagger, classifier, tokenizer,"
        + " language-model, language-identifier, found 'parser'")
  }

  @Test func whatAFileSaysStaysOnOneLine() throws {
    let hostile = "1\n\u{1B}[2J\u{2028}" + String(repeating: "x", count: 5_000)
    let errors: [ModelError] = [
      .unsupportedFormat(path: "x", found: hostile, supported: 1),
      .wrongTask(path: "x", expected: Tagger.task, found: hostile),
      .unknownTask(path: "x", found: hostile, known: [Tagger.task]),
      .invalidConfiguration(path: "x", reason: hostile),
      .invalidVocabulary(path: "x", table: "words", reason: hostile),
      .invalidMultiwords(path: "x", reason: hostile),
      .invalidLemmaRule(path: "x", found: hostile),
    ]
    for error in errors {
      #expect(error.description.utf8.allSatisfy { $0 >= 0x20 }, "\(error)")
      #expect(!error.description.contains("\u{2028}"), "\(error)")
      #expect(error.description.utf8.count < 1_200, "\(error)")
    }
  }

  @Test func bytesInMemoryAreThoseOfTheFile() throws {
    let tagger = try randomTagger()
    #expect(
      try tagger.serialized(metadata: ModelMetadata(["note": "a test"])) == bytes(of: tagger))
  }

  @Test func shapesMustBeThoseOfTheConfiguration() throws {
    let tagger = try randomTagger()
    var file = SafetensorsWriter()
    var other = tagger.configuration
    other.hiddenSize += 1
    file.metadata = [
      "elman.format": "1", "elman.task": "tagger", "elman.configuration": Settings.json(other),
    ]
    tagger.weights.add(to: &file)
    file.add("vocabulary.words", tagger.words, slots: true)
    file.add(
      "vocabulary.characters", tagger.characters.scalars, shape: [tagger.characters.scalars.count])
    file.add("labels", tagger.labels)
    let mapped = MappedFile(copying: try file.serialized(), name: "x")
    #expect(throws: ModelError.self) { try Tagger(mapped) }
  }
}

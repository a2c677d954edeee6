import ElmanCorpora
import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

/// Model files whose pieces agree with each other and are hostile all the same.
@Suite struct HostileSettingsTests {
  private func model(_ contents: SafetensorsWriter) throws -> any StoredModel {
    try ModelFile(MappedFile(copying: contents.serialized(), name: "m")).model()
  }

  private func contents(of tagger: Tagger) -> SafetensorsWriter {
    ModelFile.contents(
      task: Tagger.task, Configured(tagger.configuration, tagger.shape), metadata: ModelMetadata(),
      weights: tagger.weights,
      words: tagger.words, characters: tagger.characters,
      labels: tagger.columns.map {
        (tagger.columns.count == 1 ? "labels" : "labels.\($0.column.rawValue)", $0.labels)
      })
  }

  @Test(arguments: [
    (learned: 1, pretrained: 0), (learned: 1, pretrained: 2), (learned: 3, pretrained: 0),
    (learned: 8, pretrained: 0), (learned: 20, pretrained: 0), (learned: 20, pretrained: 1),
  ])
  func wordsWithoutAVectorAreUnknown(learned: Int, pretrained: Int) throws {
    let shape = EncoderShape(pretrainedSize: pretrained, learnedWordCount: learned)
    let tagger = try randomTagger(shape: shape) { HostileModel.shrink(&$0) }
    #expect(try model(contents(of: tagger)).faultOfAnswer() == nil)
    #expect(try tagger.quantized().faultOfAnswer() == nil)
    guard learned == 1 else { return }
    let words = ["dog", "unseen"].map { Sentence(words: [$0]) }
    let readsNoCharacters = try randomTagger(shape: shape) {
      HostileModel.shrink(&$0)
      $0.characterHiddenSize = 0
    }
    let found = readsNoCharacters.tag(words, probabilities: true)
    #expect(pretrained > 0 || found[0].probabilities == found[1].probabilities)
  }

  @Test(arguments: [(2, 0), (2, 1), (8, 0), (8, 3)])
  func aLanguageModelNeedsNoVectorOfEachWord(learned: Int, pretrained: Int) throws {
    let model = try HostileModel.languageModel(
      EncoderShape(pretrainedSize: pretrained, learnedWordCount: learned))
    #expect(model.faultOfAnswer() == nil)
  }

  @Test(arguments: [0, 1, 2, 9])
  func aLanguageModelPredictsSomeOfItsWords(learned: Int) throws {
    let valid = try HostileModel.languageModel()
    var configured = Configured(valid.configuration, valid.shape)
    configured.shape.learnedWordCount = learned
    for words in [try Vocabulary(strings: [String]()), valid.words]
    where learned < 2 || learned > words.count {
      let contents = ModelFile.contents(
        task: LanguageModel.task, configured, metadata: ModelMetadata(),
        weights: valid.weights, words: words, characters: valid.characters, labels: [])
      #expect(
        throws: ModelError.invalidConfiguration(
          path: "m",
          reason: "expected a learnedWordCount from 2 to \(words.count), found \(learned)")
      ) { try model(contents) }
    }
  }

  @Test(arguments: [
    (block: 1, context: 0, fits: true), (block: 1, context: 1_024, fits: true),
    (block: 1, context: 1_025, fits: false), (block: 65_536, context: 65_536, fits: true),
  ])
  func windowsAreNeitherAllContextNorTooLarge(block: Int, context: Int, fits: Bool) throws {
    let tokenizer = try randomTokenizer { ($0.blockSize, $0.contextSize) = (block, context) }
    var contents = SafetensorsWriter()
    tokenizer.add(to: &contents, precision: .float32)
    contents.metadata["elman.format"] = "1"
    contents.metadata["elman.task"] = LearnedTokenizer.task
    if fits {
      #expect(try model(contents).faultOfAnswer() == nil)
    } else {
      #expect(throws: ModelError.self) { try model(contents) }
    }
    contents.metadata["elman.tokenizer"] =
      #"{"hiddenSize":8192,"blockSize":65536,"contextSize":\#(context)}"#
    let error = #expect(throws: ModelError.self) { try model(contents) }
    #expect("\(try #require(error))".contains("characters in a block"))
  }

  /// The table of projected characters would take gigabytes.
  @Test func manyCharactersOfWideLayersNeedNoTable() throws {
    let pieces = (0..<9_000).map { number in
      String(decoding: (0..<3).map { UInt8(0x61 + number / [1, 26, 676][$0] % 26) }, as: UTF8.self)
    }
    let tokenizer = try randomTokenizer(pieces: pieces) {
      $0.cell = .sru
      ($0.hiddenSize, $0.characterSize) = (1_024, 1)
    }
    #expect(tokenizer.features.characterCount * 8 * 1_024 > 1 << 26)
    #expect(tokenizer.faultOfAnswer() == nil)
  }

  @Test func aTokenizerMayKnowPiecesAndWords() throws {
    let tokenizer = try randomTokenizer(knowsWords: true) { $0.pieceCount = 3 }
    #expect(tokenizer.faultOfAnswer() == nil)
  }

  @Test(arguments: ["NO\tUN", "NO\nUN", "\n"])
  func labelsKeepToTheirField(_ label: String) throws {
    let tagger = try randomTagger { HostileModel.shrink(&$0) }
    var contents = contents(of: tagger)
    let labels = try LabelSet(["ADP", label, "A", "B", "C"])
    contents = ModelFile.contents(
      task: Tagger.task, Configured(tagger.configuration, tagger.shape), metadata: ModelMetadata(),
      weights: tagger.weights,
      words: tagger.words, characters: tagger.characters, labels: [("labels", labels)])
    #expect(throws: ModelError.invalidLabel(path: "m", table: "labels", found: label)) {
      try model(contents)
    }
  }

  @Test func labelsAreUTF8() throws {
    let tables: (bytes: [UInt8], offsets: [Int32]) = ([0x41, 0xFF, 0x42], [0, 1, 2, 3])
    _ = tables.bytes.withUnsafeBytes { bytes in
      tables.offsets.withUnsafeBufferPointer { offsets in
        #expect(throws: VocabularyError.notUTF8(index: 1)) {
          try LabelSet(validating: bytes, offsets: offsets)
        }
      }
    }
  }

  @Test(arguments: [
    "lower 1000000 1000000 0 ", "whole ", "keep 0 0 3 abc", "upper 0 1 0 \u{1F469}\u{200D}",
    "capital 1 0 1 \u{301}",
  ])
  func anyLemmaRuleMakesALemma(_ rule: String) throws {
    let tagger = try randomTagger {
      HostileModel.shrink(&$0)
      $0.columns = [.lemma]
    }
    let contents = ModelFile.contents(
      task: Tagger.task, Configured(tagger.configuration, tagger.shape), metadata: ModelMetadata(),
      weights: tagger.weights,
      words: tagger.words, characters: tagger.characters,
      labels: [("labels", try LabelSet([rule, "lower 0 0 0 ", "keep 1 1 0 ", "whole x"]))])
    #expect(try model(contents).faultOfAnswer() == nil)
  }

  @Test(arguments: [
    ["O", "B-", "I-", "E-", "S-", "-", "B", "I-A", "O-A"],
    ["B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B", "B-C"],
    ["1", "2", "3", "4", "5", "6", "7", "8", ""],
  ])
  func anyLabelsOfEntitiesGiveEntities(_ labels: [String]) throws {
    let tagger = try randomTagger {
      HostileModel.shrink(&$0)
      $0.columns = [.ner]
    }
    let columns = [TaggerColumn(.ner, labels: try LabelSet(labels))]
    let network = TaggerNetwork(
      tagger.configuration, wordCount: tagger.words.count,
      characterCount: tagger.characters.count, columns: columns)
    let other = Tagger(
      configuration: tagger.configuration, words: tagger.words, characters: tagger.characters,
      columns: columns, network: network, weights: tagger.weights)
    #expect(other.faultOfAnswer() == nil)
  }

  @Test(arguments: ["\u{1B}[2J", "a\nb", "\u{202E}", String(repeating: "x", count: 100_000)])
  func errorsAreOneLineWhateverAFileHolds(_ text: String) throws {
    var contents = contents(of: try randomTagger { HostileModel.shrink(&$0) })
    for key in ["format", "task", "precision", "configuration", "tokenizer"] {
      let old = contents.metadata.updateValue(text, forKey: "elman.\(key)")
      let error = #expect(throws: ModelError.self, "\(key)") { try model(contents) }
      contents.metadata["elman.\(key)"] = old
      let line = "\(try #require(error))"
      #expect(line.hasPrefix("m: ") && line.count <= 1_001)
      #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
      #expect(!line.unicodeScalars.contains("\u{202E}"))
    }
  }
}

import ElmanEvaluation
import ElmanSystem
import ElmanTensors
import ElmanText
import Testing

@testable import Elman
@testable import ElmanTraining

/// What a corpus and a lexicon tell a tagger.
@Suite struct TaggerKnowledgeTests {
  /// Sentences of words, each with lemma, UPOS and features behind bars.
  private func corpus(_ lines: [String]) -> TaggedCorpus {
    let words = lines.map {
      $0.split(separator: " ").map { $0.split(separator: "/").map(String.init) }
    }
    func column(_ index: Int) -> [[String]?] { words.map { $0.map { $0[index] } } }
    return TaggedCorpus(
      path: "c", hash: "none", sentences: words.map { Sentence(words: $0.map { $0[0] }) },
      labels: [.lemma: column(1), .upos: column(2), .feats: column(3)])
  }

  private var owls: TaggedCorpus {
    corpus([
      "Owls/owl/NOUN/Plur is/be/AUX/_ don't/do/AUX/_", "owl/owl/NOUN/Sing is/be/AUX/_",
      "'s/be/AUX/_ 's/be/AUX/_ 's/be/AUX/_ 's/have/AUX/_ 's/have/AUX/_",
      "Jan/Jan/NOUN/Sing Jan/January/NOUN/Sing",
      String(repeating: "the/the/DET/_ ", count: 40) + "the/they/DET/_",
      String(repeating: ":)/:)/PUNCT/_ ", count: 9) + ":)/:)/NOUN/Sing",
      String(repeating: "a@b.org/a@b.org/NOUN/_ ", count: 4)
        + String(repeating: "o'clock/o'clock/ADV/_ ", count: 12) + "vs./versus/ADP/_",
    ])
  }

  private func columns(_ corpus: TaggedCorpus) throws -> [ColumnLabels] {
    let columns: [TagColumn] = [.upos, .feats, .lemma]
    return try columns.map {
      try ColumnLabels($0, of: corpus, minimumRuleCount: 2, columns: columns)
    }
  }

  private func knowledge(
    _ corpus: TaggedCorpus, lexicon: [LexiconEntry] = []
  ) throws -> (TaggerKnowledge, [TaggerColumn]) {
    let labels = try columns(corpus)
    let columns = labels.map(\.column)
    return (
      try TaggerKnowledge(corpus, columns: columns, lemmaRules: labels[2].ids, lexicon: lexicon),
      columns
    )
  }

  @Test func combinationsAreThoseOfTheCorpus() throws {
    let (knowledge, columns) = try knowledge(owls)
    let combinations = try #require(knowledge.combinations)
    func allows(_ part: String, _ features: String) throws -> Bool {
      let labels = try [part, features].enumerated().map {
        Int32(try #require(columns[$0.offset].labels.id(of: $0.element)))
      }
      return combinations.allow(labels)
    }
    #expect(try allows("NOUN", "Plur") && allows("NOUN", "Sing") && allows("DET", "_"))
    #expect(try allows("NOUN", "_"))
    #expect(try !allows("AUX", "Sing") && !allows("DET", "Plur"))
  }

  @Test func shapesAreLabelledIfTheCorpusIsConsistent() throws {
    let (knowledge, columns) = try knowledge(owls)
    let shapes = try #require(knowledge.shapes)
    let punctuation = try #require(columns[0].labels.id(of: "PUNCT"))
    #expect(shapes.labels(of: .face)?.first == Int32(punctuation))
    // As faces are, where there are none.
    #expect(shapes.labels(of: .picture)?.first == Int32(punctuation))
    // Four are too few.
    #expect(shapes.labels(of: .mail) == nil && shapes.labels(of: .web) == nil)
  }

  @Test func theNextWordTellsOfFormsThatItTellsApart() throws {
    let corpus = corpus(
      Array(repeating: "it/it/PRON/_ 's/be/AUX/_ late/late/ADJ/_", count: 6)
        + Array(repeating: "it/it/PRON/_ 's/have/AUX/_ never/never/ADV/_ been/be/AUX/_", count: 3)
        + Array(repeating: "it/it/PRON/_ 's/have/AUX/_ gone/go/VERB/_", count: 2)
        + ["it/it/PRON/_ 's/be/AUX/_ gone/go/VERB/_", "'s/be/AUX/_"]
        + Array(repeating: "its/its/PRON/Typo=Yes late/late/ADJ/_", count: 5)
        + Array(repeating: "its/it/PRON/_ owl/owl/NOUN/_", count: 4))
    let (knowledge, columns) = try knowledge(corpus)
    let followed = try #require(knowledge.followed)
    func lemma(_ form: String, before next: String) -> String? {
      followed.labels(
        of: Array(form.utf8), form == "its" ? "PRON" : "AUX", before: Array(next.utf8), nil
      )
      .map { columns[2].labelRules[Int($0.rule)].lemma(of: form) }
    }
    #expect(lemma("'s", before: "been") == "have")
    // The most frequent needs no word, two cases tell nothing, and neither do both lemmas, or slips.
    #expect(lemma("'s", before: "late") == nil && lemma("'s", before: "gone") == nil)
    #expect(lemma("its", before: "late") == nil && lemma("its", before: "owl") == nil)
    #expect(followed.contains(Array("'s".utf8)) && !followed.contains(Array("it".utf8)))
  }

  @Test func rulesForWholeWordsAreKnownByTheirForms() throws {
    let (knowledge, columns) = try knowledge(owls)
    let uses = try #require(knowledge.ruleUses)
    let rule = Int32(try #require(columns[2].labels.id(of: "whole be")))
    var key: [UInt8] = []
    #expect(uses.contains(Array("is".utf8), rule: rule, key: &key))
    #expect(uses.contains(Array("'s".utf8), rule: rule, key: &key))
    #expect(!uses.contains(Array("owl".utf8), rule: rule, key: &key))
    #expect(!uses.contains(Array("is".utf8), rule: rule + 1, key: &key))
  }

  @Test func severalLemmasOfAFormAreAllSeen() throws {
    let (_, columns) = try knowledge(owls)
    let seen = try #require(columns[2].seen)
    func lemmas(_ form: String, _ part: String) -> Set<String> {
      var (form, key) = (form, [UInt8]())
      let number = form.withUTF8 { seen.key(of: $0, part, nil, using: &key) }
      return Set(
        (number.map { seen.alternatives(ofKey: $0) } ?? []).map {
          columns[2].rules[Int($0.rule)].lemma(of: form)
        })
    }
    #expect(lemmas("'s", "AUX") == ["be", "have"])
    #expect(lemmas("is", "AUX").isEmpty)
    // One of many is a slip.
    #expect(lemmas("the", "DET").isEmpty)
  }

  @Test func charactersThatTheCorpusLacksStandForOthers() throws {
    let (knowledge, _) = try knowledge(owls)
    #expect(knowledge.variants?.variants.contains("’") == true)
    let (none, _) = try self.knowledge(corpus(["owl/owl/NOUN/Sing owl/owl/NOUN/Sing"]))
    #expect(none.variants == nil)
    let both = corpus([String(repeating: "o'clock/o'clock/ADV/_ o’clock/o’clock/ADV/_ ", count: 20)]
    )
    #expect(try self.knowledge(both).0.variants?.variants.contains("’") == false)
  }

  @Test func lemmasThatNoLabelMakesAreInTheLexicon() throws {
    let (knowledge, columns) = try knowledge(owls)
    let lexicon = try #require(knowledge.lexicon)
    var numbers: [Int32] = []
    Array("vs.".utf8).withUnsafeBufferPointer { lexicon.findReadings(of: $0, into: &numbers) }
    let rule = try #require(numbers.first.map { Int(lexicon.readings[Int($0)].rule) })
    #expect(rule >= columns[2].labels.count)
    #expect(lexicon.rules[rule - columns[2].labels.count].lemma(of: "vs.") == "versus")
  }

  @Test func aTaggerIsExtendedAsInTrainingAndOnlyOnce() throws {
    var configuration = TaggerConfiguration()
    configuration.columns = [.upos, .feats, .lemma]
    (configuration.hiddenSize, configuration.wordSize, configuration.characterHiddenSize) = (
      3, 3, 2
    )
    let lexicon = [
      LexiconEntry(form: "mice".utf8, lemma: "mouse".utf8, partOfSpeech: "NOUN".utf8)
    ]
    let task = try TaggingTask(configuration, train: owls, dev: owls, lexicon: lexicon)
    let weights = MutableParameterBuffer(zerosFor: task.layout)
    var random = Random(seed: 3)
    weights.initialize(with: &random)
    let trained = task.model(weights.readOnly).model
    let bytes = try trained.serialized(metadata: ModelMetadata())
    let once = try trained.extended(with: owls, lexicon: lexicon)
    #expect(try once.serialized(metadata: ModelMetadata()) == bytes)
    let twice = try once.extended(with: owls, lexicon: lexicon)
    #expect(try twice.serialized(metadata: ModelMetadata()) == bytes)
    let other = try once.extended(with: owls).extended(with: owls, lexicon: lexicon)
    #expect(try other.serialized(metadata: ModelMetadata()) == bytes)
    #expect(try once.extended(with: owls).serialized(metadata: ModelMetadata()) != bytes)
    let small = try trained.quantized()
    #expect(
      try small.extended(with: owls, lexicon: lexicon).serialized(metadata: ModelMetadata())
        == small.serialized(metadata: ModelMetadata()))
  }
}

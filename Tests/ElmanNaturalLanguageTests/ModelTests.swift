import ElmanNaturalLanguage
import ElmanTestSupport
import Testing

struct ModelTests {
  @Test func classifiersLabelTexts() throws {
    let model = try NLModel(contentsOf: ModelLocation.url("english-sentiment"))
    #expect(model.configuration.type == NLModel.ModelType.classifier)
    #expect(model.configuration.revision == NLModelConfiguration.currentRevision(for: .classifier))
    #expect(NLModelConfiguration.supportedRevisions(for: .classifier).contains(1))
    #expect(model.predictedLabel(for: "What a wonderful film!") == "positive")
    #expect(model.predictedLabels(forTokens: ["wonderful", "awful"]) == ["positive", "negative"])
    let two = model.predictedLabelHypotheses(for: "What a wonderful film!", maximumCount: 2)
    #expect(two.count == 2 && two["positive"].map { $0 > 0.5 } == true)
    let all = model.predictedLabelHypotheses(for: "Well.", maximumCount: 99)
    #expect(abs(all.values.reduce(0, +) - 1) < 1e-3)
  }

  @Test func taggersLabelWords() throws {
    let model = try NLModel(contentsOf: ModelLocation.url("german"))
    #expect(model.configuration.type == .sequence)
    #expect(model.configuration.language == .german)
    #expect(
      model.predictedLabels(forTokens: ["Die", "Eule", "schläft", "."])
        == ["DET", "NOUN", "VERB", "PUNCT"])
    #expect(model.predictedLabels(forTokens: []).isEmpty)
    #expect(model.predictedLabel(for: "und") == "CCONJ")
    let found = model.predictedLabelHypotheses(forTokens: ["Die", "Eule"], maximumCount: 2)
    #expect(found.count == 2 && found.allSatisfy { $0.count == 2 })
    #expect(model.predictedLabelHypotheses(forTokens: ["Die"], maximumCount: 0) == [[:]])
    #expect(model.predictedLabelHypotheses(forTokens: [], maximumCount: 1).isEmpty)
  }

  @Test func modelsTagBySchemesOfTheirOwn() throws {
    let scheme = NLTagScheme("UPOS")
    let mood = NLTagScheme("Mood")
    let text = "Die Eule schläft."
    let tagger = NLTagger(tagSchemes: [scheme, mood])
    tagger.string = text
    let words = try NLModel(contentsOf: ModelLocation.url("german"))
    let texts = try NLModel(contentsOf: ModelLocation.url("english-sentiment"))
    tagger.setModels([words], forTagScheme: scheme)
    tagger.setModels([texts], forTagScheme: mood)
    #expect(tagger.models(forTagScheme: scheme) == [words])
    #expect(tagger.models(forTagScheme: .lemma).isEmpty)
    let tags = tagger.tags(
      in: TextSamples.all(text), unit: .word, scheme: scheme, options: .omitWhitespace)
    #expect(tags.map { $0.0?.rawValue } == ["DET", "NOUN", "VERB", "PUNCT"])
    // The model is for German.
    tagger.setLanguage(.english, range: TextSamples.all(text))
    #expect(tagger.tag(at: text.startIndex, unit: .word, scheme: scheme).0 == nil)
    #expect(tagger.tag(at: text.startIndex, unit: .document, scheme: mood).0 != nil)
    let found = tagger.tagHypotheses(
      at: text.startIndex, unit: .document, scheme: mood, maximumCount: 3
    ).0
    #expect(found.count == 3)
  }

  @Test func otherFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let apples = URL(fileURLWithPath: folder.file("a.mlmodelc"))
    #expect(throws: NaturalLanguageError.notElmanModel(apples)) { try NLModel(contentsOf: apples) }
    #expect(NaturalLanguageError.notElmanModel(apples).localizedDescription.contains("elman train"))
    #expect(throws: NaturalLanguageError.self) {
      try NLModel(contentsOf: ModelLocation.url("languages"))
    }
    #expect(throws: (any Error).self) {
      try NLModel(contentsOf: URL(fileURLWithPath: folder.file("none.safetensors")))
    }
    let missing = URL(fileURLWithPath: folder.file("none.safetensors"))
    do {
      _ = try NLModel(contentsOf: missing)
    } catch {
      #expect(error.localizedDescription.contains("found none"))
    }
    try folder.write("nonsense", to: "b.safetensors")
    #expect(throws: (any Error).self) {
      try NLModel(contentsOf: URL(fileURLWithPath: folder.file("b.safetensors")))
    }
  }
}

struct GazetteerTests {
  private static let phrases = [
    "Fruit": ["apple", "blood orange", "orange"], "Place": ["Mira's café"],
  ]

  @Test func phrasesHaveLabelsWhateverTheirCase() throws {
    let list = try NLGazetteer(dictionary: Self.phrases, language: .english)
    #expect(list.language == .english)
    #expect(list.label(for: "apple") == "Fruit")
    #expect(list.label(for: "Blood  ORANGE") == "Fruit")
    #expect(list.label(for: "blood") == nil)
    #expect(list.label(for: "") == nil)
  }

  @Test func theLongestPhraseCounts() throws {
    let list = try NLGazetteer(dictionary: Self.phrases, language: .english)
    let text = "A blood orange, an orange and an apple at Mira’s or Mira's café."
    let tagger = NLTagger(tagSchemes: [.nameTypeOrLexicalClass])
    tagger.string = text
    tagger.setGazetteers([list], for: .nameTypeOrLexicalClass)
    #expect(tagger.gazetteers(for: .nameTypeOrLexicalClass) == [list])
    #expect(tagger.gazetteers(for: .lemma).isEmpty)
    let tags = tagger.tags(
      in: TextSamples.all(text), unit: .word, scheme: .nameTypeOrLexicalClass,
      options: [.omitWhitespace, .joinNames])
    let found = tags.filter { ["Fruit", "Place"].contains($0.0?.rawValue) }.map {
      "\(text[$0.1])=\($0.0?.rawValue ?? "")"
    }
    #expect(found == ["blood orange=Fruit", "orange=Fruit", "apple=Fruit", "Mira's café=Place"])
    #expect(
      tagger.tagHypotheses(
        at: text.index(text.startIndex, offsetBy: 2), unit: .word,
        scheme: .nameTypeOrLexicalClass, maximumCount: 2
      ).0 == ["Fruit": 1])
  }

  @Test func aListInAnotherLanguageIsLeftAside() throws {
    let list = try NLGazetteer(dictionary: Self.phrases, language: .french)
    let text = "An apple fell from the old tree."
    let tagger = NLTagger(tagSchemes: [.nameTypeOrLexicalClass])
    tagger.string = text
    tagger.setGazetteers([list], for: .nameTypeOrLexicalClass)
    #expect(
      !tagger.tags(in: TextSamples.all(text), unit: .word, scheme: .nameTypeOrLexicalClass)
        .contains { $0.0 == NLTag("Fruit") })
  }

  @Test func filesAreReadBack() throws {
    let folder = try TemporaryFolder()
    let url = URL(fileURLWithPath: folder.file("fruit.gazetteer"))
    try NLGazetteer.write(Self.phrases, language: .english, to: url)
    let list = try NLGazetteer(contentsOf: url)
    #expect(list.language == .english && list.label(for: "Orange") == "Fruit")
    let again = try NLGazetteer(data: list.data)
    #expect(again.label(for: "mira's CAFÉ") == "Place" && again.data == list.data)
    #expect(throws: NaturalLanguageError.self) { try NLGazetteer(data: Data("{}".utf8)) }
    #expect(throws: NaturalLanguageError.self) {
      try NLGazetteer(dictionary: ["A": [" "]], language: nil)
    }
    let both = try NLGazetteer(dictionary: ["B": ["one"], "A": ["One"]], language: nil)
    #expect(both.label(for: "one") == "A")
  }
}

import ElmanCorpora
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct EntityRuleTests {
  private func tagged(
    _ lines: String, _ words: [String], _ columns: [TagColumn] = [.upos, .ner],
    seed: UInt64 = 7
  ) throws -> TaggedSentence {
    try randomTagger({ $0.columns = columns }, seed: seed).with(rules: rules(lines))
      .tag([Sentence(words: words)], probabilities: true)[0]
  }

  @Test func phrasesAreEntities() throws {
    let lines = """
      {"phrase": "at night", "entity": "TIME"}
      {"phrase": "night", "entity": "PER"}
      {"phrases": ["the dog", "the dog barks at", "geese"], "entity": "LOC", "case": "any"}
      """
    let tagged = try tagged(lines, ["The", "dog", "barks", "at", "night", "GEESE", "night"])
    #expect(
      tagged.entityTexts == ["LOC The dog barks at", "PER night", "LOC GEESE", "PER night"])
    #expect(tagged.entities.allSatisfy { $0.probability == 1 })
    #expect(
      tagged.labels(in: .ner) == ["B-LOC", "I-LOC", "I-LOC", "E-LOC", "S-PER", "S-LOC", "S-PER"])
  }

  @Test func newTypesAreKnown() throws {
    let lines = "{\"phrase\": \"the dog\", \"entity\": \"my-PRODUCT\"}"
    let tagged = try tagged(lines, ["the", "dog"])
    #expect(tagged.entities.map(\.type) == ["my-PRODUCT"])
    #expect(tagged.labels(in: .ner) == ["B-my-PRODUCT", "E-my-PRODUCT"])
  }

  @Test func aTaggerWithoutEntitiesGainsThose() throws {
    let lines = "{\"phrase\": \"dog\", \"entity\": \"PET\"}"
    for columns: [TagColumn] in [[.upos], [.upos, .deps], [.lemma, .upos], [.deps]] {
      let tagged = try tagged(lines, ["the", "dog", "barks"], columns)
      #expect(tagged.entityTexts == ["PET dog"])
      #expect(tagged.columns[0].column == columns[0])
      #expect(tagged.columns.count == columns.count + 1)
      let place = try #require(tagged.columns.firstIndex { $0.column == .ner })
      #expect((0..<3).map { tagged.probability($0, at: place) } == [1, 1, 1])
      #expect(tagged.hasTree == columns.contains(.deps))
      let plain = try randomTagger { $0.columns = columns }.tag([tagged.sentence])[0]
      for column in columns { #expect(tagged.labels(in: column) == plain.labels(in: column)) }
      for word in 0..<3 { #expect(tagged.head(of: word) == plain.head(of: word)) }
    }
    let tagger = try randomTagger().with(rules: rules(lines))
    let session = TaggerSession(tagger, columns: [.upos])
    #expect(session.tag([Sentence(words: ["dog"])])[0].columns.count == 1)
  }

  @Test func placesInMultiwordTokens() throws {
    var sentence = Sentence(words: ["Obama's", "du", "dog"])
    sentence.splitTokens { index, _ in
      [["Obama", "'s"], ["de", "le"], []][index].map { Array($0.utf8) }
    }
    func found(_ phrase: String) throws -> [String] {
      let own = try rules("{\"phrase\": \"\(phrase)\", \"entity\": \"E\"}")
      let tagged = try randomTagger().with(rules: own).tag([sentence])[0]
      return tagged.entities.map { "\($0.words) \(tagged.text(of: $0))" }
    }
    #expect(try found("Obama") == ["0..<1 Obama"])
    #expect(try found("Obama's") == ["0..<2 Obama's"])
    #expect(try found("'s du") == ["1..<4 's du"])
    #expect(try found("du") == ["2..<4 du"])
    #expect(try found("du dog") == ["2..<5 du dog"])
    #expect(try found("de").isEmpty)
    // Words that leave out what stands around them.
    sentence = Sentence(words: ["xaby", "dog"])
    sentence.splitTokens { index, _ in index == 0 ? ["a", "b"].map { Array($0.utf8) } : nil }
    #expect(try found("xaby dog") == ["0..<3 aby dog"])
    #expect(try found("ab").isEmpty)
  }

  /// Over: the network's entities give way. Under: they stay, and shorter phrases get their turn.
  @Test(arguments: 0..<30) func entitiesAreThoseOfANaiveMatcher(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let forms = ["The", "dog", "barks", "at", "night"]
    func run(_ longest: Int) -> [String] {
      (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        forms.randomElement(using: &random) ?? ""
      }
    }
    var phrases: [(words: [String], type: String, isOver: Bool)] = []
    for number in 0..<8 {
      let words = run(3)
      if phrases.contains(where: { $0.words == words }) { continue }
      phrases.append((words, number < 4 ? "PER" : "NEW", Bool.random(using: &random)))
    }
    let lines = phrases.map {
      "{\"phrase\": \"\($0.words.joined(separator: "  "))\", \"entity\": \"\($0.type)\", \"over\": \($0.isOver)}"
    }.joined(separator: "\n")
    let plain = try randomTagger { $0.columns = [.upos, .ner] }
    let tagger = plain.with(rules: try rules(lines))
    for _ in 0..<10 {
      let words = run(14)
      let sentence = Sentence(words: words)
      let network = plain.tag([sentence])[0].entitySpans
      var expected: [LabelledSpan] = []
      var word = 0
      while word < words.count {
        let ends = (word + 1...words.count).reversed()
        let span = ends.lazy.compactMap { end -> LabelledSpan? in
          guard let phrase = phrases.first(where: { $0.words == Array(words[word..<end]) }),
            phrase.isOver || !network.contains(where: { $0.range.overlaps(word..<end) })
          else { return nil }
          return LabelledSpan(range: word..<end, type: phrase.type)
        }.first
        if let span { expected.append(span) }
        word = span?.range.upperBound ?? word + 1
      }
      let kept = network.filter { span in !expected.contains { $0.range.overlaps(span.range) } }
      let all = (expected + kept).sorted { $0.range.lowerBound < $1.range.lowerBound }
      #expect(tagger.tag([sentence])[0].entitySpans == all)
    }
  }

  @Test func batchesLeaveNoTrace() throws {
    let lines = """
      {"phrase": "dog barks", "entity": "PET", "case": "any"}
      {"phrase": "night", "entity": "TIME", "over": false}
      {"word": "geese", "upos": "NOUN", "lemma": "goose"}
      """
    let tagger = try randomTagger { $0.columns = [.upos, .xpos, .feats, .lemma, .ner] }.knowing()
      .with(rules: rules(lines))
    let sentences = randomSentences(60)
    let together = TaggerSession(tagger, batchSize: 32).tag(sentences, probabilities: true)
    let session = TaggerSession(tagger, batchSize: 1, cacheBytes: 0)
    for (sentence, expected) in zip(sentences, together) {
      let alone = try #require(session.tag([sentence], probabilities: true).first)
      #expect(alone.entities == expected.entities)
      for column in alone.columns.indices {
        for word in sentence.words.indices {
          #expect(alone.labelId(word, at: column) == expected.labelId(word, at: column))
          #expect(alone.probability(word, at: column) == expected.probability(word, at: column))
        }
      }
    }
  }

  @Test func noRulesLeaveNoTrace() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .ner] }
    let own = tagger.with(rules: try rules("# nothing\n"))
    #expect(own.ruled == nil && own.rules?.isEmpty == true)
    for (left, right) in zip(own.tag(randomSentences(20)), tagger.tag(randomSentences(20))) {
      #expect(left.labelIds == right.labelIds && left.entities == right.entities)
    }
  }
}

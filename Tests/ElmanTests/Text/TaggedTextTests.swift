import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

struct TaggedTextTests {
  private static let text = "The dog barks at night. Größe 👍🏽 the dog.\n\nÉ\u{301} dog’s night"

  @Test func piecesStandWhereTheirRangesSay() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .lemma, .ner] }
    let text = tagger.analyze(Self.text)
    var end = Self.text.startIndex
    for word in text.words {
      #expect(word.range.lowerBound >= end)
      #expect(Self.text[word.range].utf8.elementsEqual(word.form.utf8))
      #expect(word.text.utf8.elementsEqual(word.form.utf8))
      end = word.range.upperBound
    }
    #expect(end == Self.text.endIndex)
    for sentence in text.sentences {
      let words = sentence.words
      #expect(sentence.range == words[0].range.lowerBound..<words[words.count - 1].range.upperBound)
      #expect(sentence.tokens.map(\.range) == words.map(\.range))
      for entity in sentence.entities {
        #expect(entity.range.lowerBound == words[entity.words.lowerBound].range.lowerBound)
        #expect(entity.text.utf8.elementsEqual(Self.text[entity.range].utf8))
      }
    }
  }

  @Test func sentencesAreThoseOfTheTagger() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .lemma, .ner] }
    let text = String(repeating: Self.text + " ", count: 200)
    let whole = tagger.tag(text).filter { !$0.sentence.words.isEmpty }
    let read = tagger.analyze(text).sentences
    #expect(read.count == whole.count)
    for (one, other) in zip(read, whole) {
      #expect(one.tagged.sentence == other.sentence)
      #expect(one.tagged.labelIds == other.labelIds)
    }
  }

  @Test func emptyAndBlankTextsHaveNoSentences() throws {
    let tagger = try randomTagger()
    for text in ["", " ", "\n\n \t"] {
      #expect(tagger.analyze(text).sentences.isEmpty)
      #expect(tagger.analyze(text).words.isEmpty)
    }
  }

  @Test func wordsOfATokenThatAreNotWrittenHaveItsRange() throws {
    let tagger = try randomTagger()
    var sentence = Sentence(words: ["du", "dog"])
    sentence.splitTokens { index, _ in index == 0 ? [Array("de".utf8), Array("le".utf8)] : nil }
    let string = String(decoding: sentence.text, as: UTF8.self)
    let text = TaggedText(string, tagged: tagger.tag([sentence]))
    let words = Array(text.words)
    #expect(words.map(\.form) == ["de", "le", "dog"])
    #expect(words.map { String($0.text) } == ["du", "du", "dog"])
    #expect(Array(text.tokens).map { String($0.text) } == ["du", "dog"])
    #expect(Array(text.tokens).map(\.words) == [0..<2, 2..<3])
  }

  @Test func theBestLabelsStandWithTheirProbabilities() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .ner] }
    let text = tagger.analyze("the dog barks", probabilities: true, top: 3)
    let all = tagger.analyze("the dog barks", top: 99)
    for (word, other) in zip(text.words, all.words) {
      for column: TagColumn in [.upos, .ner] {
        let best = word.alternatives(of: column)
        #expect(best.count == 3)
        #expect(zip(best, best.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        let every = other.alternatives(of: column)
        #expect(every.count == tagger.labelNames(of: column).count)
        #expect(abs(every.reduce(0) { $0 + $1.probability } - 1) < 1e-4)
        #expect(Array(every.prefix(3)) == best)
      }
      #expect(word.alternatives(of: .upos)[0].label == word[.upos])
      #expect(word.alternatives(of: .lemma).isEmpty)
    }
    #expect(tagger.analyze("dog").words.allSatisfy { $0.alternatives(of: .upos).isEmpty })
  }

  @Test func entitiesHaveTheirBestTypes() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .ner] }
    let text = String(repeating: "the dog barks at night. größe ", count: 8)
    let entities = tagger.analyze(text, top: 2).entities
    #expect(!entities.isEmpty)
    for entity in entities {
      #expect(Set(entity.alternatives.map(\.label)) == ["LOC", "PER"])
      #expect(entity.alternatives[0].probability >= entity.alternatives[1].probability)
      #expect(
        entity.alternatives.first { $0.label == entity.type }?.probability == entity.probability)
    }
    #expect(tagger.analyze(text, top: 1).entities.allSatisfy { $0.alternatives.count == 1 })
    #expect(tagger.analyze(text).entities.allSatisfy { $0.alternatives.isEmpty })
  }

  @Test func poolsGiveWhatTaggersGive() async throws {
    let tagger = try randomTagger { $0.columns = [.upos, .lemma] }
    let pool = TaggerPool(tagger, columns: [.upos], mostIdle: 2)
    let texts = (0..<64).map { "the dog \($0) barks at night." }
    let expected = texts.map { tagger.analyze($0).words.map { $0[.upos] } }
    let found = await withTaskGroup(of: (Int, [String?]).self) { group in
      for (index, text) in texts.enumerated() {
        group.addTask { (index, pool.analyze(text).words.map { $0[.upos] }) }
      }
      var found = [[String?]](repeating: [], count: texts.count)
      for await (index, labels) in group { found[index] = labels }
      return found
    }
    #expect(found == expected)
    #expect(pool.analyze("dog").words.allSatisfy { $0.lemma == nil })
  }

  @Test func streamsAreTaggedTextByText() async throws {
    let pool = TaggerPool(try randomTagger())
    let texts = AsyncStream { continuation in
      for text in ["the dog", "", "barks."] { continuation.yield(text) }
      continuation.finish()
    }
    var found: [[String]] = []
    for try await text in pool.analyze(texts) { found.append(text.words.map(\.form)) }
    #expect(found == [["the", "dog"], [], ["barks", "."]])
  }
}

struct MorphologicalFeaturesTests {
  @Test func featuresAreReadByName() {
    let features = MorphologicalFeatures("Case=Acc,Dat|Number=Plur|Person=3")
    #expect(features[.number] == "Plur")
    #expect(features[.grammaticalCase] == "Acc,Dat")
    #expect(features.values(of: .grammaticalCase) == ["Acc", "Dat"])
    #expect(features[.tense] == nil)
    #expect(features.values(of: .tense).isEmpty)
    #expect(features.map(\.name.rawValue) == ["Case", "Number", "Person"])
    #expect(features[.init(rawValue: "Person")] == "3")
  }

  @Test(arguments: ["_", "", "nonsense", "||"]) func whatIsNoFeatureIsNone(text: String) {
    #expect(MorphologicalFeatures(text).isEmpty)
    #expect(MorphologicalFeatures(text) == MorphologicalFeatures())
  }

  @Test func equalFeaturesAreWrittenTheSame() {
    let features = MorphologicalFeatures("Number=Plur")
    #expect(features == MorphologicalFeatures("Number=Plur"))
    #expect(features.hashValue == MorphologicalFeatures("Number=Plur").hashValue)
    #expect(features != MorphologicalFeatures("Number=Sing"))
  }
}

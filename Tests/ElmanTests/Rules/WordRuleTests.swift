import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

@Suite struct WordRuleTests {
  private static let columns: [TagColumn] = [.upos, .xpos, .feats, .lemma]

  @Test func columnsAreFixedWhateverTheModelKnows() throws {
    let tagger = try randomTagger { $0.columns = Self.columns }.with(
      rules: rules(
        """
        {"word": "dog", "upos": "PROPN", "xpos": "NNP", "feats": "Number=Sing", "lemma": "hound"}
        {"word": "barks", "lemma": "bark"}
        """))
    let sentence = Sentence(words: ["The", "dog", "barks", "dogs", "Dog"])
    let tagged = try #require(tagger.tag([sentence], probabilities: true).first)
    #expect(
      Self.columns.map { tagged.label(1, in: $0) } == ["PROPN", "NNP", "Number=Sing", "hound"])
    #expect((0..<4).map { tagged.probability(1, at: $0) } == [1, 1, 1, 1])
    #expect(tagged.lemma(2) == "bark" && tagged.probability(2, at: 3) == 1)
    #expect(tagged.lemma(4) != "hound" && tagged.lemma(3) != "hound")
    // What no rule tells of is what it was.
    let plain = try #require(tagger.with(rules: nil).tag([sentence], probabilities: true).first)
    for word in [0, 3, 4] {
      for column in Self.columns.indices {
        #expect(tagged.label(word, at: column) == plain.label(word, at: column))
        #expect(tagged.probability(word, at: column) == plain.probability(word, at: column))
      }
    }
    #expect(tagger.labelNames(of: .upos).last == "PROPN")
  }

  @Test func theOwnCaseGoesBeforeAnyColumnByColumn() throws {
    let tagger = try randomTagger { $0.columns = Self.columns }.with(
      rules: rules(
        """
        {"word": "dog", "lemma": "any", "xpos": "ANY", "case": "any"}
        {"word": "DOG", "lemma": "own"}
        """))
    let tagged = tagger.tag([Sentence(words: ["dog", "DOG", "Dog"])])[0]
    #expect(tagged.labels(in: .lemma) == ["any", "own", "any"])
    #expect(tagged.labels(in: .xpos) == ["ANY", "ANY", "ANY"])
  }

  @Test func wordsOfMultiwordTokensAreWords() throws {
    var sentence = Sentence(words: ["du", "de"])
    sentence.splitTokens { index, _ in index == 0 ? ["de", "le"].map { Array($0.utf8) } : nil }
    let tagger = try randomTagger { $0.columns = [.upos, .lemma] }
      .with(
        rules: rules("{\"word\": \"de\", \"lemma\": \"of\"}\n{\"word\": \"du\", \"lemma\": \"x\"}"))
    let tagged = tagger.tag([sentence])[0]
    #expect(tagged.lemma(0) == "of" && tagged.lemma(2) == "of" && tagged.lemma(1) != "x")
  }

  @Test func aColumnThatNobodyFillsOrAsksForStaysAway() throws {
    let own = try rules("{\"word\": \"dog\", \"upos\": \"X\", \"lemma\": \"hound\"}")
    let sentence = Sentence(words: ["dog"])
    let parts = try randomTagger().with(rules: own)
    #expect(parts.tag([sentence])[0].label(0) == "X")
    let tagger = try randomTagger { $0.columns = Self.columns }.with(rules: own)
    let tagged = TaggerSession(tagger, columns: [.lemma]).tag([sentence])[0]
    #expect(tagged.lemma(0) == "hound" && tagged.label(0, in: .upos) == nil)
  }

  /// Combinations of the tagger are those in which the numbers of all columns follow each other.
  @Test func otherColumnsAgreeWithTheOnesThatAreFixed() throws {
    let known = try randomTagger { $0.columns = Self.columns }.knowing()
    let names = ["ADP", "DET", "NOUN", "PUNCT", "VERB"]
    for (label, name) in names.enumerated() {
      let tagger = known.with(rules: try rules("{\"word\": \"geese\", \"upos\": \"\(name)\"}"))
      for (tagged, plain) in zip(
        tagger.tag(randomSentences(30)), known.tag(randomSentences(30)))
      {
        let places = known.columns.tagPlaces
        for word in tagged.sentence.words.indices where tagged.sentence.form(word) == "geese" {
          let first = places.first ?? 0
          #expect(
            places.map { tagged.labelId(word, at: $0) }
              == places.map { (label + $0 - first) % names.count })
          #expect(tagged.label(word) == name)
        }
        #expect(tagged.sentence == plain.sentence)
      }
    }
  }

  @Test func whatAgreesWithNothingLeavesTheOthers() throws {
    let known = try randomTagger { $0.columns = Self.columns }.knowing()
    let tagger = known.with(
      rules: try rules("{\"word\": \"geese\", \"upos\": \"NOUN\", \"xpos\": \"NOUN\"}"))
    for (tagged, plain) in zip(tagger.tag(randomSentences(30)), known.tag(randomSentences(30))) {
      for word in tagged.sentence.words.indices where tagged.sentence.form(word) == "geese" {
        #expect(tagged.label(word, in: .upos) == "NOUN" && tagged.label(word, in: .xpos) == "NOUN")
        #expect(tagged.label(word, in: .feats) == plain.label(word, in: .feats))
      }
    }
  }

  @Test func filesHoldNoRules() throws {
    let tagger = try randomTagger { $0.columns = Self.columns }
    let own = tagger.with(rules: try rules("{\"word\": \"dog\", \"upos\": \"X\"}"))
    let written = try bytesOfFile { try own.write(to: $0, metadata: ModelMetadata()) }
    #expect(try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata()) } == written)
  }
}

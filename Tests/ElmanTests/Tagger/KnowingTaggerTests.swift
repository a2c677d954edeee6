import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

/// A tagger with all that it can know besides its network.
@Suite struct KnowingTaggerTests {
  private func tagger(head: HeadKind = .softmax, seed: UInt64 = 7) throws -> Tagger {
    try randomTagger(
      {
        $0.columns = [.upos, .feats, .lemma]
        $0.head = head
      }, seed: seed)
  }

  private func labels(_ tagged: [TaggedSentence]) -> [[Int]] {
    tagged.flatMap { sentence in
      sentence.sentence.words.indices.map { token in
        sentence.columns.indices.map { sentence.labelId(token, at: $0) }
      }
    }
  }

  @Test(arguments: [HeadKind.softmax, .crf])
  func labelsStandTogetherAsTheyMay(_ head: HeadKind) throws {
    for seed in 1...4 {
      let tagger = try tagger(head: head, seed: UInt64(seed)).knowing()
      let combinations = try #require(tagger.knowledge.combinations)
      let shapes = try #require(tagger.knowledge.shapes)
      for sentence in tagger.tag(randomSentences(60)) {
        for token in sentence.sentence.words.indices {
          let tags = combinations.columns.map { Int32(sentence.labelId(token, at: $0)) }
          #expect(combinations.allow(tags))
          guard let shape = sentence.sentence.withBytes(of: token, { TokenShape($0) }) else {
            continue
          }
          #expect(tags[...] == shapes.labels(of: shape))
          #expect(sentence.lemma(token) == sentence.sentence.form(token))
        }
      }
    }
  }

  /// Softmax columns that are decided together are the best of an enumeration of all combinations.
  @Test func theyAreTheBestThatMayStandTogether() throws {
    let plain = try tagger()
    var knowledge = TaggerKnowledge()
    let allowed: [[Int32]] = [[0, 1], [2, 2], [2, 4], [4, 0], [3, 3]]
    knowledge.combinations = TagCombinations(allowed, columns: [0, 1])
    let sentences = randomSentences(40)
    let agreeing = plain.with(knowledge, seen: nil).tag(sentences)
    var pass = Pass(inferenceWith: plain.weights)
    let indexer = TokenIndexer(words: plain.words, characters: plain.characters)
    for (sentence, tagged) in zip(sentences, agreeing) {
      pass.begin()
      let hidden = plain.network.hidden(indexer.batch([sentence]), in: &pass)
      let scores = plain.network.heads.prefix(2).map { $0.scores(hidden, in: &pass).values }
      for token in sentence.words.indices {
        let best = allowed.sorted { $0.lexicographicallyPrecedes($1) }.reduce(
          nil as (labels: [Int32], sum: Float)?
        ) { best, labels in
          let sum = scores[0][token, Int(labels[0])] + scores[1][token, Int(labels[1])]
          return best.map { $0.sum >= sum } == true ? best : (labels, sum)
        }
        #expect((0..<2).map { Int32(tagged.labelId(token, at: $0)) } == best?.labels)
      }
    }
  }

  /// An inflected form that the lexicon has as one part of speech is that, unless the corpus has it as another.
  @Test func theLexiconTellsWhatAnInflectedFormIs() throws {
    let knowing = try tagger().knowing()
    let sentences = randomSentences(60)
    let lexicon = try #require(knowing.knowledge.lexicon)
    let noun = try #require(knowing.columns[0].labels.id(of: "NOUN"))
    var without = knowing.knowledge
    without.lexicon = nil
    let seen = try SeenLemmas(
      ["ADP", "DET", "PUNCT", "VERB"].map {
        .init(form: Array("geese".utf8), partOfSpeech: $0, rule: 0)
      })
    let others = [knowing.with(without, seen: nil), knowing.with(knowing.knowledge, seen: seen)]
    func parts(_ tagger: Tagger, _ form: String) -> [Int] {
      tagger.tag(sentences).flatMap { tagged in
        tagged.sentence.words.indices.filter { tagged.sentence.form($0) == form }
          .map { tagged.labelId($0, at: 0) }
      }
    }
    #expect(lexicon.readings.count == 6)
    #expect(parts(knowing, "geese").allSatisfy { $0 == noun })
    // Bases are used as this and that, and so is what the lexicon lacks.
    for form in ["dog", "unseen"] { #expect(parts(knowing, form) == parts(others[0], form)) }
    #expect(parts(others[0], "geese").contains { $0 != noun })
    #expect(parts(others[0], "geese") == parts(others[1], "geese"))
  }

  /// Participles are adjectives too, finite verbs are not; which verbs are auxiliaries the network knows better.
  @Test(arguments: [("VerbForm=Fin", ["ADJ", "NOUN"]), ("VerbForm=Part", ["NOUN"])])
  func finiteVerbsAreNoAdjectives(_ features: String, overruled: [String]) throws {
    let plain = try tagger()
    let names = ["ADJ", "AUX", "NOUN", "PROPN", "VERB"]
    let labels = try LabelSet(names)
    var knowledge = TaggerKnowledge()
    knowledge.lexicon = try Lexicon(
      [
        LexiconEntry(
          form: "barks".utf8, lemma: "bark".utf8, partOfSpeech: "VERB".utf8,
          features: features.utf8)
      ], labels: plain.columns[2].labelRules, partsOfSpeech: labels)
    let renamed = Tagger(
      configuration: plain.configuration, words: plain.words, characters: plain.characters,
      columns: [TaggerColumn(.upos, labels: labels)] + plain.columns.dropFirst(),
      network: plain.network, weights: plain.weights)
    let sentences = randomSentences(200)
    func parts(_ tagger: Tagger) -> [String] {
      tagger.tag(sentences).flatMap { tagged in
        tagged.sentence.words.indices.filter { tagged.sentence.form($0) == "barks" }
          .map { names[tagged.labelId($0, at: 0)] }
      }
    }
    let before = parts(renamed)
    #expect(Set(before).isSuperset(of: ["ADJ", "NOUN"]))
    let expected = before.map { overruled.contains($0) ? "VERB" : $0 }
    #expect(parts(renamed.with(knowledge, seen: nil)) == expected)
  }

  /// What follows decides about a lemma, whatever the scores; at a sentence's end nothing follows.
  @Test func theNextWordTellsWhatAFormIs() throws {
    let tagger = try tagger().knowing()
    for cacheBytes in [0, 1 << 20] {
      let session = TaggerSession(tagger, cacheBytes: cacheBytes)
      let tagged = session.tag([Sentence(words: ["IS", "at", "is", "At", "night", "is"])])
      // Rule 1 takes the last letter off.
      #expect(tagged[0].lemma(0) == "i" && tagged[0].lemma(2) == "i")
      #expect(tagged[0].lemma(5) != "i")
    }
  }

  /// A part of speech of the language that follows from the next word stays, and features are the best beside it.
  @Test func featuresAgreeWithWhatTheNextWordTells() throws {
    let plain = try randomTagger { $0.columns = [.upos, .xpos, .feats, .lemma] }
    var knowledge = TaggerKnowledge()
    let allowed = (0..<5).flatMap { part in
      (0..<5).map { [Int32(part), Int32($0), Int32((part + $0) % 5)] }
    }
    knowledge.combinations = TagCombinations(allowed, columns: [0, 1, 2])
    knowledge.followed = try FollowedForms(
      ["ADP", "DET", "NOUN", "PUNCT", "VERB"].flatMap { part in
        ["ADP", "DET", "NOUN", "PUNCT", "VERB"].map {
          .init(
            form: Array("dog".utf8), partOfSpeech: part, follower: .languagePartOfSpeech($0),
            languagePartOfSpeech: 3, rule: 2)
        }
      })
    let tagged = plain.with(knowledge, seen: nil).tag([Sentence(words: ["The", "dog", "barks"])])
    let labels = (0..<3).map { Int32(tagged[0].labelId(1, at: $0)) }
    #expect(labels[1] == 3 && labels[2] == (labels[0] + 3) % 5)
  }

  @Test(arguments: [HeadKind.softmax, .crf])
  func cacheAndBatchesChangeNothing(_ head: HeadKind) throws {
    let tagger = try tagger(head: head).knowing()
    let sentences = randomSentences(200)
    let expected = labels(TaggerSession(tagger, cacheBytes: 0).tag(sentences))
    for (size, bytes) in [(1, 1 << 20), (7, 1 << 13), (32, 1 << 15), (64, 1 << 24)] {
      let session = TaggerSession(tagger, batchSize: size, cacheBytes: bytes)
      #expect(labels(session.tag(sentences)) == expected)
      // Once more with what is remembered.
      #expect(labels(session.tag(sentences)) == expected)
      #expect(labels(session.tag(sentences, probabilities: true)) == expected)
    }
  }

  @Test(arguments: [false, true])
  func aFileKeepsIt(inBytes: Bool) throws {
    var tagger = try tagger().knowing()
    if inBytes { tagger = try tagger.quantized() }
    let bytes = try tagger.serialized(metadata: ModelMetadata())
    let read = try Tagger(ModelFile(MappedFile(copying: bytes, name: "m")))
    #expect(try read.serialized(metadata: ModelMetadata()) == bytes)
    let sentences = randomSentences(50)
    #expect(labels(read.tag(sentences)) == labels(tagger.tag(sentences)))
    #expect(read.knowledge.lexicon != nil && read.knowledge.combinations != nil)
    #expect(read.knowledge.shapes != nil && read.knowledge.ruleUses != nil)
    #expect(read.knowledge.variants != nil)
    #expect(read.columns[2].seen?.alternatives.count == 3)
  }

  @Test func variantsAreReadAsTheCharactersOfTheCorpus() throws {
    let tagger = try tagger().knowing()
    let words = [["don't", "dog"], ["don’t", "dog"]].map { Sentence(words: $0) }
    let both = tagger.tag(words, probabilities: true)
    for token in 0..<2 {
      for column in 0..<3 {
        #expect(both[0].labelId(token, at: column) == both[1].labelId(token, at: column))
        #expect(both[0].probability(token, at: column) == both[1].probability(token, at: column))
      }
    }
  }

  @Test(arguments: [("don’t", "don't"), ("x‘y’", "x'y'"), ("co‐op", "co-op")])
  func variantsAreReplaced(_ word: String, _ expected: String) {
    var output: [UInt8] = []
    let variants = CharacterVariants(CharacterVariants.known)
    let found = Array(word.utf8).withUnsafeBufferPointer { variants.replace($0, into: &output) }
    #expect(found && output == Array(expected.utf8))
  }

  @Test(arguments: ["’", "'", "don't", "é", "", "犬"])
  func otherWordsStay(_ word: String) {
    var output: [UInt8] = []
    let variants = CharacterVariants(CharacterVariants.known)
    #expect(!Array(word.utf8).withUnsafeBufferPointer { variants.replace($0, into: &output) })
  }
}

import ElmanNetworks
import ElmanSystem
import ElmanTensors
import ElmanTestSupport
import ElmanText
import Testing

@testable import Elman

/// A sentence whose words have heads, -1 for the root, relations and parts of speech.
func treeSentence(
  _ words: [(form: String, part: String, head: Int, relation: String)]
) throws -> TaggedSentence {
  let parts = try LabelSet(Array(Set(words.map(\.part))).sorted())
  let relations = try LabelSet(Array(Set(words.map(\.relation))).sorted())
  var tagged = TaggedSentence(
    Sentence(words: words.map(\.form)),
    columns: [TaggerColumn(.upos, labels: parts), TaggerColumn(.deps, labels: relations)],
    probabilities: false)
  for (index, word) in words.enumerated() {
    tagged.set(index, at: 0, to: Int32(parts.id(of: word.part) ?? 0), probability: nil)
    tagged.set(index, at: 1, to: Int32(relations.id(of: word.relation) ?? 0), probability: nil)
    tagged.setHead(of: index, to: word.head < 0 ? nil : word.head)
  }
  return tagged
}

/// Whether each word's way up ends at one root.
func hasOneTree(_ sentence: TaggedSentence) -> Bool {
  let words = sentence.sentence.words.indices
  return words.count { sentence.head(of: $0) == nil } == 1
    && words.allSatisfy { word in
      var current: Int? = word
      for _ in words where current != nil { current = current.flatMap { sentence.head(of: $0) } }
      return current == nil
    }
}

@Suite struct TreeTests {
  private func tagger(_ columns: [TagColumn] = [.upos, .deps]) throws -> Tagger {
    try randomTagger {
      $0.columns = columns
      ($0.treeHiddenSize, $0.arcSize, $0.relationSize) = (9, 8, 5)
    }
  }

  @Test func treesAlwaysComeLast() throws {
    var configuration = TaggerConfiguration()
    configuration.columns = [.deps, .upos, .lemma]
    #expect(configuration.columns == [.upos, .lemma, .deps])
  }

  @Test(arguments: [
    [TagColumn.deps], [.upos, .deps], [.upos, .xpos, .feats, .lemma, .ner, .deps],
  ])
  func everySentenceHasATree(columns: [TagColumn]) throws {
    let tagger = try tagger(columns)
    for sentence in tagger.tag(randomSentences(30, longest: 25)) {
      #expect(sentence.hasTree && hasOneTree(sentence))
      for word in sentence.sentence.words.indices {
        #expect((sentence.head(of: word) == nil) == (sentence.relation(of: word) == "root"))
      }
    }
  }

  @Test func batchesAndTheCacheLeaveNoTrace() throws {
    let tagger = try tagger([.upos, .xpos, .feats, .lemma, .ner, .deps])
    let sentences = randomSentences(20, longest: 15)
    let together = tagger.tag(sentences, probabilities: true)
    for (batchSize, cacheBytes) in [(1, 0), (3, 1 << 20), (20, 0)] {
      let session = TaggerSession(tagger, batchSize: batchSize, cacheBytes: cacheBytes)
      for (one, other) in zip(session.tag(sentences, probabilities: true), together) {
        for word in one.sentence.words.indices {
          #expect(one.head(of: word) == other.head(of: word))
          for column in one.columns.indices {
            #expect(one.labelId(word, at: column) == other.labelId(word, at: column))
            #expect(one.probability(word, at: column) == other.probability(word, at: column))
          }
        }
      }
    }
  }

  /// What is asked for is what all columns together give.
  @Test(arguments: [
    [TagColumn.deps], [.upos], [.ner], [.lemma], [.deps, .ner], [.feats, .upos],
  ])
  func columnsMayBeAskedForAlone(asked: [TagColumn]) throws {
    let tagger = try tagger([.upos, .xpos, .feats, .lemma, .ner, .deps]).knowing()
    let sentences = randomSentences(20, longest: 15)
    let whole = tagger.tag(sentences)
    for (part, whole) in zip(TaggerSession(tagger, columns: asked).tag(sentences), whole) {
      #expect(Set(part.columns.map(\.column)) == Set(asked))
      for word in part.sentence.words.indices {
        for column in asked {
          #expect(part.label(word, in: column) == whole.label(word, in: column))
        }
        if asked.contains(.deps) { #expect(part.head(of: word) == whole.head(of: word)) }
      }
      #expect(part.hasTree == asked.contains(.deps))
      #expect(part.label(0, in: asked == [.upos] ? .lemma : .xpos) == nil)
    }
  }

  @Test func aSentenceTooLongToBeReadAtOnceHasOneTree() throws {
    let tagger = try tagger([.deps])
    let words = (0..<2 * TaggerSession.maximumBatchTokens + 100).map {
      ["the", "dog", "barks", "at", "night"][$0 * $0 % 5]
    }
    let tagged = tagger.tag([Sentence(words: words), Sentence(words: ["dog"])])
    #expect(hasOneTree(tagged[0]) && hasOneTree(tagged[1]))
    #expect(tagged[0].relation(of: tagged[0].root ?? 0) == "root")
    let joined = (TaggerSession.maximumBatchTokens..<words.count).filter {
      tagged[0].head(of: $0) == tagged[0].root && tagged[0].relation(of: $0) == "parataxis"
    }
    #expect(joined.count >= 2)
  }

  @Test(arguments: [false, true])
  func treesAreReadAsTheyWereWritten(inBytes: Bool) throws {
    var tagger = try tagger([.upos, .deps])
    if inBytes { tagger = try tagger.quantized() }
    let bytes = try bytesOfFile { try tagger.write(to: $0, metadata: ModelMetadata()) }
    let read = try Tagger(MappedFile(copying: bytes, name: "x"))
    #expect(read.configuration == tagger.configuration)
    let sentences = randomSentences(10)
    for (one, other) in zip(tagger.tag(sentences), read.tag(sentences)) {
      for word in one.sentence.words.indices {
        #expect(one.head(of: word) == other.head(of: word))
        #expect(one.relation(of: word) == other.relation(of: word))
      }
    }
  }

  private let park = [
    ("The", "DET", 2, "det"), ("old", "ADJ", 2, "amod"), ("owl", "NOUN", 3, "nsubj"),
    ("saw", "VERB", -1, "root"), ("Mira", "PROPN", 3, "obj"), ("Oakes", "PROPN", 4, "flat"),
    ("in", "ADP", 10, "case"), ("the", "DET", 8, "det"), ("farmer", "NOUN", 10, "nmod:poss"),
    ("'s", "PART", 8, "case"), ("barn", "NOUN", 3, "obl"), (".", "PUNCT", 3, "punct"),
  ].map { (form: $0.0, part: $0.1, head: $0.2, relation: $0.3) }

  @Test func aTreeCanBeWalked() throws {
    let sentence = try treeSentence(park)
    #expect(sentence.root == 3 && sentence.head(of: 3) == nil)
    #expect(sentence.head(of: 0) == 2 && sentence.relation(of: 8) == "nmod:poss")
    #expect(sentence.children(of: 3) == [2, 4, 10, 11])
    #expect(sentence.children(of: 0) == [])
    #expect(sentence.subtree(of: 10) == [6, 7, 8, 9, 10])
    #expect(sentence.subtree(of: 3) == Array(0..<12))
    #expect(sentence.path(from: 0, to: 7) == [0, 2, 3, 10, 8, 7])
    #expect(sentence.path(from: 10, to: 9) == [10, 8, 9])
    #expect(sentence.path(from: 5, to: 5) == [5])
  }

  @Test func nounPhrasesAreNounsWithWhatIsSaidOfThem() throws {
    #expect(try treeSentence(park).nounPhrases == [0..<3, 4..<6, 7..<11])
    // An apposition and the second of two nouns stand for themselves.
    let list = [
      ("owls", "NOUN", -1, "root"), ("and", "CCONJ", 3, "cc"), ("two", "NUM", 3, "nummod"),
      ("mice", "NOUN", 0, "conj"), (",", "PUNCT", 5, "punct"), ("friends", "NOUN", 0, "appos"),
      ("of", "ADP", 7, "case"), ("mine", "PRON", 5, "nmod"),
    ].map { (form: $0.0, part: $0.1, head: $0.2, relation: $0.3) }
    #expect(try treeSentence(list).nounPhrases == [0..<1, 2..<4, 5..<6, 7..<8])
    let verb = [("go", "VERB", -1, "root")].map {
      (form: $0.0, part: $0.1, head: $0.2, relation: $0.3)
    }
    #expect(try treeSentence(verb).nounPhrases == [])
  }

  @Test func withoutATreeThereIsNothingToWalk() throws {
    let sentence = try randomTagger().tag([Sentence(words: ["the", "dog"])])[0]
    #expect(!sentence.hasTree && sentence.root == nil && sentence.head(of: 0) == nil)
    #expect(sentence.relation(of: 0) == nil && sentence.children(of: 1) == [])
    #expect(sentence.path(from: 0, to: 1) == [] && sentence.nounPhrases == [])
  }
}

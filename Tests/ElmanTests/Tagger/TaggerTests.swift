import ElmanNetworks
import ElmanText
import Testing

@testable import Elman

@Suite struct TaggerTests {
  @Test func tagsEveryTokenOfAText() throws {
    let tagged = try randomTagger().tag("The dog barks at night. It's 3 p.m.\n\nUnseen words!")
    #expect(tagged.count >= 3)
    for sentence in tagged {
      #expect(sentence.labelIds.count == sentence.sentence.words.count)
      #expect(sentence.probabilities == nil)
    }
  }

  @Test func tokensTellTheirPlace() throws {
    let text = "Né 😴 here. It's late!"
    let tagger = try randomTagger()
    let session = TaggerSession(tagger)
    let sentences = tagger.tag(text).map(\.sentence)
    for sentence in session.tag(sentences, probabilities: true) {
      #expect(sentence.words.count == sentence.labelIds.count)
      for (index, token) in sentence.words.enumerated() {
        let bytes = token.position.lowerBound.utf8..<token.position.upperBound.utf8
        #expect(String(decoding: Array(text.utf8)[bytes], as: UTF8.self) == token.form)
        #expect(token.label == sentence.label(index))
        #expect(token.probability == sentence.probabilities?[index])
      }
    }
  }

  @Test(arguments: ["", " \n\n", "\0"])
  func anyTextHasAnAnswer(_ text: String) throws {
    let tagged = try randomTagger().tag(text)
    #expect(tagged.flatMap(\.sentence.text) == Array(text.utf8))
  }

  @Test(arguments: HeadKind.allCases, CellKind.allCases)
  func batchesLeaveNoTrace(head: HeadKind, cell: CellKind) throws {
    let tagger = try randomTagger {
      $0.head = head
      $0.cell = cell
      $0.layers = 2
    }
    let sentences = randomSentences(40)
    let together = TaggerSession(tagger, batchSize: 32).tag(sentences, probabilities: true)
    let session = TaggerSession(tagger, batchSize: 1)
    for (sentence, expected) in zip(sentences, together) {
      let alone = session.tag([sentence], probabilities: true)
      #expect(alone.first?.sentence == sentence)
      #expect(alone.first?.labelIds == expected.labelIds)
      #expect(alone.first?.probabilities == expected.probabilities)
    }
  }

  @Test func severalColumnsLeaveNoTraceInBatchesAndCache() throws {
    let columns: [TagColumn] = [.upos, .xpos, .feats, .lemma]
    let tagger = try randomTagger { $0.columns = columns }
    let sentences = randomSentences(40)
    let together = TaggerSession(tagger, batchSize: 32).tag(sentences, probabilities: true)
    let session = TaggerSession(tagger, batchSize: 1, cacheBytes: 0)
    for (sentence, expected) in zip(sentences, together) {
      let alone = try #require(session.tag([sentence], probabilities: true).first)
      for index in columns.indices {
        for token in sentence.words.indices {
          #expect(alone.labelId(token, at: index) == expected.labelId(token, at: index))
          #expect(alone.probability(token, at: index) == expected.probability(token, at: index))
        }
      }
    }
  }

  @Test func eachColumnHasItsLabels() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .lemma] }
    let sentence = Sentence(words: ["The", "dog", "barks", "."])
    let tagged = try #require(tagger.tag([sentence], probabilities: true).first)
    #expect(tagged.labelIds.count == 4 && tagged.probabilities?.count == 4)
    #expect(tagged.label(1, in: .xpos) == nil)
    for token in sentence.words.indices {
      #expect(tagged.label(token) == tagged.label(token, in: .upos))
      let rule = try #require(LemmaRule(tagger.columns[1].labels[tagged.labelId(token, at: 1)]))
      #expect(tagged.lemma(token) == rule.lemma(of: sentence.form(token)))
      #expect(tagged.words[token].label == tagged.label(token))
    }
  }

  @Test(arguments: HeadKind.allCases)
  func probabilitiesAreProbabilities(head: HeadKind) throws {
    let tagger = try randomTagger { $0.head = head }
    for sentence in tagger.tag(randomSentences(20), probabilities: true) {
      let probabilities = try #require(sentence.probabilities)
      #expect(probabilities.allSatisfy { $0 > 0 && $0 <= 1.00001 })
    }
  }

  @Test func longSentencesAreTaggedInParts() throws {
    let tagger = try randomTagger()
    let words = (0..<TaggerSession.maximumBatchTokens * 2 + 5).map { _ in "dog" }
    let sentences = [Sentence(words: ["The"]), Sentence(words: words), Sentence(words: ["."])]
    let tagged = tagger.tag(sentences, probabilities: true)
    #expect(tagged.map(\.labelIds.count) == [1, words.count, 1])
    #expect(tagged[1].probabilities?.allSatisfy { $0 > 0 } == true)
  }

  @Test func sentencesWithoutTokensStay() throws {
    let empty = Sentence(text: [0x20], words: [])
    let tagged = try randomTagger().tag([empty, Sentence(words: ["dog"]), empty])
    #expect(tagged.map(\.labelIds.count) == [0, 1, 0])
  }
}

import ElmanCorpora
import ElmanTensors
import ElmanText
import Testing

@testable import Elman

@Suite struct TaggedEntitiesTests {
  @Test(arguments: [[TagColumn.ner], [.upos, .ner], [.ner, .lemma]])
  func labelsMakeWholeSpans(_ columns: [TagColumn]) throws {
    let tagger = try randomTagger { $0.columns = columns }
    var count = 0
    for sentence in tagger.tag(randomSentences(60), probabilities: true) {
      let labels = sentence.sentence.words.indices.map { sentence.label($0, in: .ner) ?? "" }
      #expect(labels == SpanScheme.bioes.labels(from: labels))
      #expect(sentence.entitySpans == LabelledSpan.spans(of: labels))
      let entities = sentence.entities
      #expect(entities.map(\.words) == sentence.entitySpans.map(\.range))
      for entity in entities {
        let probability = try #require(entity.probability)
        #expect(probability > 0 && probability <= 1)
        let words = entity.words.map { sentence.sentence.form($0) }
        #expect(sentence.text(of: entity) == words.joined(separator: " "))
      }
      count += entities.count
    }
    #expect(count > 20)
  }

  @Test func aSpanOfOneTokenIsAsProbableAsItsLabel() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .ner] }
    for sentence in tagger.tag(randomSentences(40), probabilities: true) {
      for entity in sentence.entities where entity.words.count == 1 {
        let label = try #require(sentence.probability(entity.words.lowerBound, at: 1))
        let probability = try #require(entity.probability)
        #expect(abs(label - probability) < 1e-4)
      }
    }
  }

  @Test func batchesLeaveNoTrace() throws {
    let tagger = try randomTagger { $0.columns = [.upos, .ner] }
    let sentences = randomSentences(40)
    let together = TaggerSession(tagger, batchSize: 32).tag(sentences, probabilities: true)
    let session = TaggerSession(tagger, batchSize: 1, cacheBytes: 0)
    for (sentence, expected) in zip(sentences, together) {
      let alone = try #require(session.tag([sentence], entityProbabilities: true).first)
      #expect(alone.entities == expected.entities)
      #expect(!alone.hasProbabilities && alone.probability(0, at: 0) == nil)
    }
  }

  @Test func probabilitiesAreThereIfAskedFor() throws {
    let tagger = try randomTagger { $0.columns = [.ner] }
    let plain = tagger.tag(randomSentences(20))
    #expect(plain.allSatisfy { $0.entityProbabilities == nil })
    #expect(plain.flatMap(\.entities).allSatisfy { $0.probability == nil })
    let tags = try randomTagger().tag(randomSentences(3), probabilities: true)
    #expect(tags.allSatisfy { $0.entities.isEmpty && $0.entityProbabilities == [] })
  }

  @Test func longSentencesHaveEntitiesInAllParts() throws {
    let tagger = try randomTagger { $0.columns = [.ner] }
    let words = (0..<TaggerSession.maximumBatchTokens * 2 + 5).map {
      ["dog", "The", "Größe"][$0 % 3]
    }
    let tagged = try #require(
      tagger.tag([Sentence(words: words)], probabilities: true).first)
    #expect(tagged.entities.contains { $0.words.lowerBound > TaggerSession.maximumBatchTokens })
    #expect(tagged.entities.allSatisfy { ($0.probability ?? 0) > 0 })
  }

  @Test func labelsWithoutAnOutsideAreReadAsTheyCome() throws {
    let column = TaggerColumn(.ner, labels: try LabelSet(["I-A", "E-A"]))
    #expect(column.constraints == nil)
    #expect(column.entityTypes == ["A"])
  }
}

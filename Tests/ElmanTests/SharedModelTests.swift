import ElmanText
import Testing

@testable import Elman

/// One model in many more threads than there are cores, each with little to do at a time, so that they
/// overlap: all give the same answer.
@Suite struct SharedModelTests {
  private static let taskCount = 16

  private func inManyTasks<Answer: Equatable & Sendable>(
    _ answer: @escaping @Sendable () -> Answer
  ) async {
    let expected = answer()
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<Self.taskCount {
        group.addTask {
          for _ in 0..<3 {
            if answer() != expected { return false }
            await Task.yield()
          }
          return true
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test(arguments: [false, true])
  func aTaggerIsShared(isQuantized: Bool) async throws {
    let single = try randomTagger { $0.columns = [.upos, .lemma, .ner] }
    let tagger = isQuantized ? try single.quantized() : single
    let sentences = randomSentences(6)
    await inManyTasks {
      TaggerSession(tagger, batchSize: 1).tag(sentences, probabilities: true).map { tagged in
        tagged.sentence.words.indices.map { token in
          tagger.columns.indices.map { tagged.probability(token, at: $0) }
        }
      }
    }
  }

  @Test(arguments: [false, true])
  func aClassifierIsShared(isQuantized: Bool) async throws {
    let single = try randomClassifier { $0.characterHiddenSize = 4 }
    let classifier = isQuantized ? try single.quantized() : single
    let texts = randomTexts(6)
    await inManyTasks { texts.map { classifier.classify($0).probabilities } }
  }

  @Test(arguments: [false, true], [false, true])
  func aTokenizerIsShared(isQuantized: Bool, knowsWords: Bool) async throws {
    let single = try randomTokenizer(knowsWords: knowsWords)
    let tokenizer = isQuantized ? try single.quantized() : single
    await inManyTasks { tokenizer.sentences("the house. no!\na nothing? the. no\n\nno") }
  }
}

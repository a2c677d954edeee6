import ElmanTensors
import Foundation
import Testing

@testable import ElmanTraining

@Suite struct CandidateSamplerTests {
  private let counts = [100, 50, 20, 10, 5, 1]

  @Test func wordsOfTheBatchAreAmongThem() {
    let sampler = CandidateSampler(counts: counts)
    var candidates = CandidateSampler.Candidates()
    var random = Random(seed: 1)
    for targets: [Int32] in [[5, 2, 5], [1], [4, 3]] {
      sampler.draw(2, besides: targets, into: &candidates, random: &random)
      #expect(Set(candidates.words).count == candidates.words.count)
      #expect(!candidates.words.contains(0))
      for target in targets {
        #expect(candidates.words[Int(candidates.place(of: target))] == target)
      }
      for word in 1..<Int32(counts.count) where !candidates.words.contains(word) {
        #expect(candidates.place(of: word) == -1)
      }
    }
  }

  /// The logarithms against how often each word stands among the candidates, over many batches of
  /// words drawn by their counts.
  @Test func logarithmsTellHowProbableACandidateIs() {
    let sampler = CandidateSampler(counts: counts)
    var candidates = CandidateSampler.Candidates()
    var random = Random(seed: 2)
    let text = counts.enumerated().dropFirst().flatMap { id, count in
      Array(repeating: Int32(id), count: count)
    }
    let rounds = 20_000
    var found = [Int](repeating: 0, count: counts.count)
    var logarithms = [Float](repeating: 0, count: counts.count)
    for _ in 0..<rounds {
      let targets = (0..<3).map { _ in text[random.index(below: text.count)] }
      sampler.draw(2, besides: targets, into: &candidates, random: &random)
      for (word, logarithm) in zip(candidates.words, candidates.logarithms) {
        found[Int(word)] += 1
        logarithms[Int(word)] = logarithm
      }
    }
    for word in 1..<counts.count {
      let share = Double(found[word]) / Double(rounds)
      #expect(abs(exp(Double(logarithms[word])) - share) < 0.015, "word \(word)")
    }
  }

  @Test func oneWordIsAlwaysDrawn() {
    let sampler = CandidateSampler(counts: [3, 7])
    var candidates = CandidateSampler.Candidates()
    var random = Random(seed: 3)
    sampler.draw(5, besides: [], into: &candidates, random: &random)
    #expect(candidates.words == [1] && abs(candidates.logarithms[0]) < 1e-6)
  }
}

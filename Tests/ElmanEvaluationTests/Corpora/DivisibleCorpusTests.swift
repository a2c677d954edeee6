import ElmanEvaluation
import ElmanText
import Testing

@Suite struct DivisibleCorpusTests {
  private static func tagged(_ count: Int) -> TaggedCorpus {
    TaggedCorpus(
      path: "c", hash: "", sentences: (0..<count).map { Sentence(words: ["w\($0)"]) },
      labels: (0..<count).map { ["T\($0)"] })
  }

  private static func texts(_ labels: [String]) -> LabelledCorpus<Int, String> {
    LabelledCorpus(path: "c", hash: "", examples: Array(labels.indices), labels: labels)
  }

  private func numbers(_ corpus: TaggedCorpus) -> [Int] {
    corpus.sentences.map { Int($0.form(0).dropFirst()) ?? -1 }
  }

  @Test(arguments: [(2, 0.1, 1), (10, 0.1, 1), (10, 0.25, 3), (100, 0.1, 10), (7, 0.99, 6)])
  func eachExampleIsInOnePart(count: Int, share: Double, expected: Int) {
    let (train, dev) = Self.tagged(count).divided(share: share, seed: 1)
    #expect(dev.exampleCount == expected)
    #expect((numbers(train) + numbers(dev)).sorted() == Array(0..<count))
    // In the order of the corpus, and with their own labels.
    #expect(numbers(train) == numbers(train).sorted() && numbers(dev) == numbers(dev).sorted())
    #expect(dev.labels[.upos]?.map { $0?[0] } == numbers(dev).map { "T\($0)" })
  }

  @Test func oneSeedDividesInOneWay() {
    let corpus = Self.tagged(50)
    func dev(_ seed: UInt64) -> [Int] { numbers(corpus.divided(share: 0.2, seed: seed).dev) }
    #expect(dev(1) == dev(1))
    #expect(dev(1) != dev(2))
  }

  @Test func classesAreInBothParts() {
    let labels = (0..<90).map { _ in "common" } + (0..<10).map { _ in "rare" }
    let (train, dev) = Self.texts(labels).divided(share: 0.2, seed: 3)
    #expect(dev.labels.count == 20 && dev.labels.count { $0 == "rare" } == 2)
    #expect(train.labels.count { $0 == "rare" } == 8)
  }

  @Test(arguments: [2, 3, 10])
  func eachExampleIsInOneFold(count: Int) {
    let folds = Self.tagged(10).folds(count, seed: 1)
    #expect(folds.count == count)
    #expect(folds.flatMap { numbers($0.dev) }.sorted() == Array(0..<10))
    for (train, dev) in folds {
      #expect((numbers(train) + numbers(dev)).sorted() == Array(0..<10))
    }
  }

  @Test func joinedCorporaHaveAllExamples() {
    let (train, dev) = Self.tagged(10).divided(share: 0.3, seed: 1)
    let joined = train.joined(with: dev)
    #expect(numbers(joined) == numbers(train) + numbers(dev))
    #expect(joined.labels[.upos]?.count == 10)
  }
}

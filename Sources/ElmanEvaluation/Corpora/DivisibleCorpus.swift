import Elman
import ElmanBytes
import ElmanTensors

/// A corpus of which a part can be kept apart.
package protocol DivisibleCorpus: Sendable {
  /// Sentences, or texts.
  var exampleCount: Int { get }
  /// What examples are called, of which there are several.
  static var examplesName: String { get }
  /// For each example the number of its class, where all parts are to have some of each; else empty.
  var classes: [Int] { get }
  /// Some of the examples.
  func subset(_ indices: [Int]) -> Self
  /// These examples and those of another corpus with labels of the same kind.
  func joined(with other: Self) -> Self
}

extension DivisibleCorpus {
  /// Divides a corpus at random: an example is in the second part with the given share.
  ///
  /// - Parameters:
  ///   - share: that of the second part, which has at least one example, as has the first.
  ///   - seed: one seed divides a corpus in one way.
  /// - Precondition: there are two examples or more.
  package func divided(share: Double, seed: UInt64) -> (train: Self, dev: Self) {
    precondition(exampleCount > 1, "one example cannot be divided")
    let count = min(exampleCount - 1, max(1, Int((Double(exampleCount) * share).rounded())))
    let order = order(seed: seed)
    // Evenly along the order, in which each class stands together.
    let dev = order.indices.filter { ($0 + 1) * count / order.count > $0 * count / order.count }
      .map { order[$0] }
    return divided(dev)
  }

  /// Divides a corpus at random into parts of like size, each of which is the second once.
  ///
  /// - Precondition: there are as many examples as parts, or more.
  package func folds(_ count: Int, seed: UInt64) -> [(train: Self, dev: Self)] {
    precondition(count > 1 && count <= exampleCount, "\(count) folds of \(exampleCount) examples")
    let order = order(seed: seed)
    return (0..<count).map { fold in
      divided(stride(from: fold, to: order.count, by: count).map { order[$0] })
    }
  }

  private func divided(_ dev: [Int]) -> (train: Self, dev: Self) {
    let isDev = Set(dev)
    return (
      subset((0..<exampleCount).filter { !isDev.contains($0) }), subset(dev.sorted())
    )
  }

  /// The examples in random order, those of each class together.
  private func order(seed: UInt64) -> [Int] {
    var order = Array(0..<exampleCount)
    var random = Random(seed: seed, stream: 0xD1)
    order.shuffle(using: &random)
    let classes = classes
    if classes.isEmpty { return order }
    return order.enumerated().sorted { left, right in
      (classes[left.element], left.offset) < (classes[right.element], right.offset)
    }.map(\.element)
  }
}

extension TaggedCorpus: DivisibleCorpus {
  package static var examplesName: String { "sentences" }
  package var exampleCount: Int { sentences.count }
  package var classes: [Int] { [] }

  package func subset(_ indices: [Int]) -> TaggedCorpus {
    var part = TaggedCorpus(
      path: path, hash: hash, sentences: indices.map { sentences[$0] },
      labels: labels.mapValues { labels in indices.map { labels[$0] } },
      heads: indices.map { heads[$0] }, ids: indices.map { ids[$0] })
    part.repairs = repairs
    part.files = files
    return part
  }

  package func joined(with other: TaggedCorpus) -> TaggedCorpus {
    let columns = Set(self.labels.keys).union(other.labels.keys)
    func labels(_ corpus: TaggedCorpus, _ column: TagColumn) -> [[String]?] {
      corpus.labels[column] ?? corpus.sentences.map { _ in nil }
    }
    return TaggedCorpus(
      path: path, hash: hash, sentences: sentences + other.sentences,
      labels: Dictionary(
        columns.map { ($0, labels(self, $0) + labels(other, $0)) }
      ) { first, _ in first },
      heads: heads + other.heads, ids: ids + other.ids)
  }
}

extension LabelledCorpus: DivisibleCorpus where Label == String {
  package static var examplesName: String { "texts" }
  package var exampleCount: Int { examples.count }

  package var classes: [Int] {
    var numbers: [Spelling: Int] = [:]
    return labels.map { label in
      let number = numbers[Spelling(label)] ?? numbers.count
      numbers[Spelling(label)] = number
      return number
    }
  }

  package func subset(_ indices: [Int]) -> LabelledCorpus {
    var subset = LabelledCorpus(
      path: path, hash: hash, examples: indices.map { examples[$0] },
      labels: indices.map { labels[$0] })
    subset.table = table
    subset.repeatedHeaders = repeatedHeaders
    return subset
  }

  package func joined(with other: LabelledCorpus) -> LabelledCorpus {
    LabelledCorpus(
      path: path, hash: hash, examples: examples + other.examples, labels: labels + other.labels)
  }
}

import ElmanTestSupport
import Testing

@testable import Elman

@Suite struct TagCombinationsTests {
  /// Some combinations of few labels.
  private func combinations(
    _ width: Int, _ random: inout SeededGenerator
  ) -> (TagCombinations, all: Set<[Int32]>) {
    var all: Set<[Int32]> = []
    for _ in 0...Int.random(in: 0..<40, using: &random) {
      all.insert((0..<width).map { _ in Int32.random(in: 0..<5, using: &random) })
    }
    return (TagCombinations(Array(all), columns: Array(0..<width)), all)
  }

  @Test func theyAllowWhatTheyWereMadeOf() {
    for seed in 0..<60 {
      var random = SeededGenerator(seed: UInt64(seed))
      let width = seed % 3 + 1
      let (combinations, all) = combinations(width, &random)
      #expect(combinations.count == all.count)
      let labels = (0..<width).map { _ in
        (0..<200).map { _ in Int32.random(in: 0..<6, using: &random) }
      }
      var rows: [Int32] = []
      combinations.appendRows(notAllowedBy: labels, to: &rows)
      let expected = (0..<200).filter { row in !all.contains(labels.map { $0[row] }) }
      #expect(rows.map { Int($0) } == expected)
    }
  }

  @Test func theBestIsThatOfAnEnumeration() {
    for seed in 0..<2_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let width = seed % 3 + 1
      let (combinations, all) = combinations(width, &random)
      // Of few values, so that some are equal; some of them are no numbers one can add up.
      let scores = (0..<width).map { _ in
        (0..<6).map { _ -> Float in
          switch Int.random(in: 0..<40, using: &random) {
          case 0 where seed % 5 == 0: -.infinity
          case 1 where seed % 7 == 0: .nan
          case let number: seed % 2 == 0 ? Float(number % 6) : Float(number) * 1e7 / 3
          }
        }
      }
      let limits = scores.map { $0.filter { !$0.isNaN }.max() ?? 0 }
      let found = combinations.bestCombination(limits: limits) { scores[$0][Int($1)] }
      var expected: (labels: [Int32], sum: Float)?
      for labels in all.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let sum = labels.enumerated().reduce(Float(0)) { $0 + scores[$1.offset][Int($1.element)] }
        if expected.map({ sum > $0.sum }) ?? !sum.isNaN { expected = (labels, sum) }
      }
      #expect(found.map { Array(combinations.combination($0)) } == expected?.labels)
    }
  }

  @Test func emptyOnesAllowNothing() {
    let none = TagCombinations([[Int32]](), columns: [0, 1])
    #expect(!none.allow([0, 0]))
    #expect(none.bestCombination(limits: [0, 0]) { _, _ in 0 } == nil)
  }
}

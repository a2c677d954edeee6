import ElmanTensors
import Testing

@Suite struct RandomTests {
  /// Computed apart from this code by a transcript of both papers' algorithms in Python: xoshiro256**
  /// on a state of four SplitMix64 outputs.
  @Test func firstNumbers() {
    var zero = Random(seed: 0)
    #expect(
      (0..<4).map { _ in zero.next() } == [
        0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0, 0x6aa5_94f1_262d_2d2c,
      ])
    var one = Random(seed: 1, stream: 2)
    #expect((0..<2).map { _ in one.next() } == [0xea88_316f_e98f_2cd5, 0x0b53_0fa0_5c15_b1eb])
  }

  @Test func uniformNumbers() {
    var random = Random(seed: 3)
    let numbers = (0..<50_000).map { _ in random.uniform() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    let mean = numbers.reduce(0, +) / 50_000
    #expect(abs(mean - 0.5) < 0.006)
    let counts = numbers.reduce(into: [Int](repeating: 0, count: 10)) { $0[Int($1 * 10)] += 1 }
    // Five standard deviations of a binomial count.
    #expect(counts.allSatisfy { abs($0 - 5000) < 335 })
  }

  @Test func normalNumbers() {
    var random = Random(seed: 4)
    let numbers = (0..<50_000).map { _ in random.normal() }
    let mean = numbers.reduce(0, +) / 50_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 50_000
    let withinOne = numbers.count { abs($0) < 1 }
    #expect(numbers.allSatisfy { $0.isFinite })
    #expect(abs(mean) < 0.023)
    #expect(abs(variance - 1) < 0.032)
    #expect(abs(Double(withinOne) / 50_000 - 0.6827) < 0.011)
  }

  @Test(arguments: [1, 2, 7, 1000])
  func indicesStayBelowTheirBound(bound: Int) {
    var random = Random(seed: 5)
    let numbers = (0..<500).map { _ in random.index(below: bound) }
    #expect(numbers.allSatisfy { (0..<bound).contains($0) })
    if bound < 10 { #expect(Set(numbers).count == bound) }
  }

  @Test func seedsAndStreamsDiffer() {
    func first(_ random: Random) -> UInt64 {
      var random = random
      return random.next()
    }
    var numbers = (0..<30).map { first(Random(seed: $0)) }
    for seed in 0..<30 as Range<UInt64> {
      numbers += (0..<30).map { first(Random(seed: seed, stream: $0)) }
    }
    #expect(Set(numbers).count == numbers.count)
    #expect(first(Random(seed: 8, stream: 9)) == first(Random(seed: 8, stream: 9)))
  }

  /// As a source for the standard library: a shuffle repeats.
  @Test func shufflesRepeat() {
    func shuffled(seed: UInt64) -> [Int] {
      var random = Random(seed: seed)
      return (0..<50).shuffled(using: &random)
    }
    #expect(shuffled(seed: 1) == shuffled(seed: 1))
    #expect(shuffled(seed: 1) != shuffled(seed: 2))
  }
}

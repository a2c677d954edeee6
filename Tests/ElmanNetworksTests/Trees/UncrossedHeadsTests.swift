import Testing

@testable import ElmanNetworks

@Suite struct UncrossedHeadsTests {
  /// What is found is what looking at each pair of arcs finds, on all kinds of trees.
  @Test func findsWhatComparingAllArcsFinds() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let count = Int.random(in: 2...9, using: &random)
      let heads = (1...count).map { word -> Int32 in
        Int32((0...count).filter { $0 != word }.randomElement(using: &random) ?? 0)
      }
      let word = Int.random(in: 1...count, using: &random)
      var uncrossed = UncrossedHeads()
      uncrossed.find(for: word, heads)
      let expected = (1...count).filter { head in
        guard head != word else { return false }
        return zip(1..., heads).allSatisfy { other, otherHead in
          other == word || !crosses((word, head), (other, Int(otherHead)))
        }
      }
      #expect(uncrossed.found.sorted() == expected, "\(heads), word \(word)")
    }
  }

  private func crosses(_ one: (Int, Int), _ other: (Int, Int)) -> Bool {
    func isStrictlyWithin(_ node: Int) -> Bool {
      min(one.0, one.1) < node && node < max(one.0, one.1)
    }
    func isStrictlyWithout(_ node: Int) -> Bool {
      node < min(one.0, one.1) || node > max(one.0, one.1)
    }
    return isStrictlyWithin(other.0) && isStrictlyWithout(other.1)
      || isStrictlyWithin(other.1) && isStrictlyWithout(other.0)
  }
}

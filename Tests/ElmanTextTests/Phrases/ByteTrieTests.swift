import ElmanTestSupport
import Testing

@testable import ElmanText

@Suite struct ByteTrieTests {
  @Test func emptyTreesFindNothing() {
    let tree = ByteTrie([])
    #expect(tree.isEmpty)
    let text = Array("owl".utf8)
    text.withUnsafeBufferPointer { #expect(tree.key($0) == nil) }
  }

  @Test func theFirstOfEqualKeysIsFound() {
    let tree = ByteTrie(["owl", "ow", "owl", ""].map { Array($0.utf8) })
    func key(_ text: String) -> Int? {
      Array(text.utf8).withUnsafeBufferPointer { tree.key($0) }
    }
    #expect(key("owl") == 0 && key("ow") == 1 && key("") == 3)
    #expect(key("o") == nil && key("owls") == nil && key("xowl") == nil)
  }

  /// All keys at all places of random texts, by comparing each with the text.
  @Test(arguments: 0..<20) func findsWhatComparingFinds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func bytes(_ longest: Int) -> [UInt8] {
      (0..<Int.random(in: 0...longest, using: &random)).map { _ in
        [0x61, 0x62, 0xFF].randomElement(using: &random) ?? 0
      }
    }
    let keys = Array(Set((0..<40).map { _ in bytes(6) })).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    .shuffled(using: &random)
    let tree = ByteTrie(keys)
    let text = bytes(60)
    for start in 0...text.count {
      var found: [[Int]] = []
      text.withUnsafeBufferPointer {
        tree.forEachKey(in: $0, at: start) { found.append([$0, $1]) }
      }
      let expected = keys.indices.filter { text[start...].starts(with: keys[$0]) }
        .sorted { keys[$0].count < keys[$1].count }.map { [start + keys[$0].count, $0] }
      #expect(found == expected)
    }
  }
}

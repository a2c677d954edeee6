import ElmanTestSupport
import ElmanText
import Testing

@Suite struct UTF8RepairTests {
  private func repair(_ chunks: [ArraySlice<UInt8>]) -> (bytes: [UInt8], state: UTF8Repair) {
    var repair = UTF8Repair()
    var output: [UInt8] = []
    for chunk in chunks { chunk.withUnsafeBufferPointer { repair.append($0, to: &output) } }
    repair.finish(to: &output)
    return (output, repair)
  }

  @Test(arguments: 0..<200)
  func equalsTheStandardLibrary(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let input = ByteSoup.bytes(count: Int.random(in: 0...300, using: &random), using: &random)
    let expected = Array(String(decoding: input, as: UTF8.self).utf8)
    #expect(repair([input[...]]).bytes == expected)
    for largest in [1, 2, 5, 60] {
      let chunks = randomChunks(input, largest: largest, using: &random)
      let result = repair(chunks)
      #expect(result.bytes == expected)
      #expect(result.state.faultCount == repair([input[...]]).state.faultCount)
      #expect(result.state.firstFault == repair([input[...]]).state.firstFault)
      #expect(result.state.inputCount == input.count)
    }
  }

  @Test func allPairsAndTriplesOfCriticalBytes() {
    let critical: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in critical {
      for second in critical {
        for third in critical {
          for fourth in [0x41, 0x80, 0xBF] as [UInt8] {
            let input = [first, second, third, fourth]
            let expected = Array(String(decoding: input, as: UTF8.self).utf8)
            if repair([input[...]]).bytes != expected
              || repair(input.indices.map { input[$0...$0] }).bytes != expected
            {
              Issue.record("\(input)")
            }
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ([0x61, 0x62], 0, nil),
      ([0x61, 0xFF, 0x62, 0xFE], 2, 1),
      ([0x61, 0xE2, 0x82], 1, 1),
      ([0xE2, 0x82, 0x41], 1, 0),
      ([0xED, 0xA0, 0x80], 3, 0),
      ([0x0A, 0x0A, 0xF0, 0x9F, 0x98, 0x0A], 1, 2),
    ] as [([UInt8], Int, Int?)])
  func countsFaults(input: [UInt8], count: Int, first: Int?) {
    for chunks in [[input[...]], input.indices.map { input[$0...$0] }] {
      let state = repair(chunks).state
      #expect(state.faultCount == count)
      #expect(state.firstFault == first)
    }
  }
}

import Testing

@testable import ElmanCommand

@Suite struct ProgressLineTests {
  private func line(share: Double = 0.5, best: Double? = 0.912, columns: Int) -> String {
    ProgressLine(
      epoch: 3, epochs: 20, share: share, loss: 0.51234, wordsPerSecond: 12_345.6,
      secondsLeft: 200, best: best
    ).text(columns: columns)
  }

  @Test(arguments: 0...140)
  func isNeverWiderThanTheTerminal(columns: Int) {
    for best in [nil, 0.912, 1] {
      #expect(line(best: best, columns: columns).count <= max(0, columns - 1))
    }
  }

  @Test func tellsWhatFits() {
    let wide = "loss 0.5123, best 91.20 %, 12345 words/s, 3 min left"
    let bar = String(repeating: "━", count: 15) + String(repeating: "─", count: 15)
    #expect(line(columns: 120) == "epoch 3/20 \(bar) \(wide)")
    #expect(line(columns: 60).hasSuffix("loss 0.5123, best 91.20 %, 3 min left"))
    #expect(line(columns: 45).hasSuffix("loss 0.5123, 3 min left"))
    #expect(line(columns: 30).hasSuffix("─ 3 min left"))
    #expect(line(columns: 11) == "epoch 3/20")
  }

  @Test func theBarIsFullAtTheEnd() {
    #expect(!line(share: 1, columns: 100).contains("─"))
    #expect(!line(share: 0, columns: 100).contains("━"))
  }
}

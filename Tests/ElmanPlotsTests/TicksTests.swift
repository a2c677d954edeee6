import Testing

@testable import ElmanPlots

@Suite struct TicksTests {
  @Test(arguments: [
    (0.0, 10.0, 5, ["0", "2", "4", "6", "8", "10"]),
    (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"].map { $0 == "0.0" ? "0" : $0 }),
    (-3.0, 3.0, 6, ["−3", "−2", "−1", "0", "1", "2", "3"]),
    (0.0, 29_000.0, 6, ["0", "5,000", "10,000", "15,000", "20,000", "25,000"]),
    (0.0123, 0.0149, 4, ["0.013", "0.014"]),
    (0.0, 4e9, 4, ["0", "10⁹", "2 × 10⁹", "3 × 10⁹", "4 × 10⁹"]),
    (1e-9, 3e-9, 3, ["10⁻⁹", "2 × 10⁻⁹", "3 × 10⁻⁹"]),
  ])
  func linearTicksAreRound(_ lower: Double, _ upper: Double, _ count: Int, _ expected: [String]) {
    #expect(Ticks.linear(in: lower...upper, count: count).map(\.label) == expected)
  }

  @Test(arguments: [
    (1.0, 64.0, 8, ["1", "2", "5", "10", "20", "50"]),
    (0.001, 1000.0, 8, ["0.001", "0.01", "0.1", "1", "10", "100", "1,000"]),
    (1e-12, 1e12, 6, ["10⁻¹⁰", "10⁻⁵", "1", "100,000", "10¹⁰"]),
    (20.0, 30.0, 6, ["20", "22", "24", "26", "28", "30"]),
  ])
  func logarithmicTicksAreRound(
    _ lower: Double, _ upper: Double, _ count: Int, _ expected: [String]
  ) {
    #expect(Ticks.logarithmic(in: lower...upper, count: count).map(\.label) == expected)
  }

  @Test func aTicksValueIsWhatItsLabelSays() {
    for tick in Ticks.linear(in: -0.7...0.7, count: 7) {
      #expect(Double(tick.label.replacing("−", with: "-")) == tick.value)
    }
  }

  @Test func widenedRangesEndAtTicks() {
    #expect(Ticks.widened(0.3...9.2, count: 5) == 0...10)
    #expect(Ticks.widened(0...10, count: 5) == 0...10)
    #expect(Ticks.widened(-7...(-1), count: 6) == -7...(-1))
  }

  @Test func givenTicksAreKept() {
    #expect(Ticks.given([1, 8, 0.5, 2000]).map(\.label) == ["1", "8", "0.5", "2,000"])
  }
}

import Testing

@testable import ElmanPlots

@Suite struct LabelPlacementTests {
  @Test func namesThatDoNotOverlapStayWhereTheyAre() {
    #expect(LabelPlacement.spread([50, 10, 90], spacing: 10, in: 0...100) == [50, 10, 90])
  }

  @Test func namesThatOverlapMoveApartAroundTheirMiddle() {
    #expect(LabelPlacement.spread([50, 50], spacing: 10, in: 0...100) == [45, 55])
    #expect(LabelPlacement.spread([52, 48, 50], spacing: 10, in: 0...100) == [60, 40, 50])
  }

  @Test func namesStayInBounds() {
    #expect(LabelPlacement.spread([0, 0, 0], spacing: 10, in: 0...100) == [0, 10, 20])
    #expect(LabelPlacement.spread([100, 99], spacing: 10, in: 0...100) == [100, 90])
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func namesNeverOverlap(_ seed: UInt64) {
    var state = seed
    let wanted = (0..<10).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33 % 200)
    }.map { min(200, max(0, $0.truncatingRemainder(dividingBy: 200))) }
    let places = LabelPlacement.spread(wanted, spacing: 17, in: 0...200).sorted()
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 16.999 })
    #expect(places.allSatisfy { $0 >= 0 && $0 <= 200.001 })
  }

  @Test func noNamesNeedNoPlaces() {
    #expect(LabelPlacement.spread([], spacing: 10, in: 0...100).isEmpty)
  }
}

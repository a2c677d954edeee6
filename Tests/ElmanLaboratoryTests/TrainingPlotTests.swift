import ElmanLaboratory
import Testing

@Suite struct TrainingPlotTests {
  /// A thousand noisy points become the means of neighbours; a norm's peak stays.
  @Test func longCurvesAreSmoothed() {
    let noisy = (0..<1_000).map { (Double($0), $0.isMultiple(of: 2) ? 1.0 : 3.0) }
    let smooth = TrainingQuantity.stepLoss.points(noisy)
    #expect(smooth.count == 250)
    #expect(smooth.allSatisfy { $0.1 == 2 })
    #expect(smooth.first?.0 == 1.5 && smooth.last?.0 == 997.5)
    #expect(TrainingQuantity.gradientNorm.points(noisy).count == 1_000)
    #expect(TrainingQuantity.stepLoss.points(Array(noisy.prefix(250))).count == 250)
    #expect(TrainingQuantity.stepLoss.points(Array(noisy.prefix(251))).count == 126)
  }
}

import ElmanLaboratory
import Foundation
import Testing

@Suite struct GradientVerdictTests {
  private func verdict(_ factor: Double, steps: Int = 50) -> GradientVerdict {
    GradientVerdict(norms: (0...steps).map { 3 * pow(factor, Double($0)) })
  }

  @Test(arguments: [
    (0.5, GradientVerdict.Kind.vanishes, 1.0), (0.9, .vanishes, log(2) / -log(0.9)),
    (0.99, .carried, log(2) / -log(0.99)), (1.25, .explodes, log(2) / log(1.25)),
  ])
  func aGeometricSeries(factor: Double, kind: GradientVerdict.Kind, halfLife: Double) {
    let verdict = verdict(factor)
    #expect(verdict.kind == kind)
    #expect(abs(verdict.factor - factor) < 1e-9)
    #expect(abs(verdict.halfLife - halfLife) < 1e-6 * halfLife)
  }

  @Test func describesItself() {
    #expect("\(verdict(0.5))" == "vanishes: it halves every 1.0 steps")
    #expect("\(verdict(2))" == "explodes: it doubles every 1.0 steps")
    #expect("\(verdict(1))" == "is carried: it hardly changes")
  }

  @Test func whatAttentionCarriesNeedsNoTime() {
    let verdict = GradientVerdict(norms: [1, 0.01, 0.0001], isDirect: true)
    #expect("\(verdict)" == "is carried: each token gets a part directly")
  }

  @Test func whatFloatsCannotHold() {
    #expect(GradientVerdict(norms: [1, 0, 0]).kind == .vanishes)
    #expect(GradientVerdict(norms: [1, 0, 0]).halfLife == 0)
    #expect(GradientVerdict(norms: [1, 1e30, .infinity]).kind == .explodes)
    #expect(GradientVerdict(norms: [1, .nan]).kind == .explodes)
    #expect(GradientVerdict(norms: [1, 0.1, 0.01, 0]).factor > 0.0999)
    #expect(GradientVerdict(norms: [1]).kind == .carried)
  }
}

import Testing

@testable import ElmanTraining

@Suite struct LearningRateScheduleTests {
  @Test(arguments: LearningRateSchedule.allCases, [Float(0), 0.1, 1])
  func staysBetweenZeroAndOne(schedule: LearningRateSchedule, warmup: Float) {
    let factors = (0..<100).map { schedule.factor(step: $0, of: 100, warmup: warmup) }
    #expect(factors.allSatisfy { $0 >= 0 && $0 <= 1 })
    let warm = factors.prefix(Int(100 * warmup))
    #expect(zip(warm, warm.dropFirst()).allSatisfy { $0 < $1 })
    let rest = factors.dropFirst(Int(100 * warmup) + 1)
    #expect(zip(rest, rest.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func fallsAsItsNameSays() {
    #expect(LearningRateSchedule.constant.factor(step: 99, of: 100, warmup: 0) == 1)
    #expect(LearningRateSchedule.linear.factor(step: 50, of: 100, warmup: 0) == 0.5)
    #expect(LearningRateSchedule.linear.factor(step: 100, of: 100, warmup: 0) == 0)
    #expect(abs(LearningRateSchedule.cosine.factor(step: 50, of: 100, warmup: 0) - 0.5) < 1e-6)
    #expect(LearningRateSchedule.cosine.factor(step: 0, of: 0, warmup: 0) == 1)
  }
}

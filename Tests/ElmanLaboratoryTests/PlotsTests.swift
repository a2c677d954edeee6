import ElmanLaboratory
import ElmanPlots
import ElmanTraining
import Testing

@Suite struct PlotsTests {
  private func log(_ run: String?, diverges: Bool = false) -> TrainingLog {
    var log = TrainingLog()
    for number in 1...4 {
      var step = TrainingLog.Entry(.step, run: run, epoch: 1, step: number)
      (step.loss, step.gradientNorm) = (3 / Double(number), 10 * Double(number))
      log.entries.append(step)
    }
    var epoch = TrainingLog.Entry(.epoch, run: run, epoch: 1, step: 4)
    (epoch.loss, epoch.score) = (1.5, 0.75)
    log.entries.append(epoch)
    if diverges { log.entries.append(TrainingLog.Entry(.diverged, run: run, epoch: 2, step: 5)) }
    return log
  }

  @Test func aLogIsALineOfItsQuantity() {
    let logs = [("a", log(nil)), ("b", log("x", diverges: true))]
    func series(_ quantity: TrainingQuantity) -> [Series] {
      LinePlot(training: logs, showing: quantity).series
    }
    #expect(series(.loss).map(\.name) == ["a", "b (diverged)"])
    #expect(series(.loss)[0].points.map(\.x) == [4] && series(.loss)[0].points.map(\.y) == [1.5])
    #expect(series(.score)[1].points.map(\.y) == [75])
    #expect(series(.stepLoss)[0].points.map(\.y) == [3, 1.5, 1, 0.75])
    #expect(series(.gradientNorm)[0].points.map(\.y) == [10, 20, 30, 40])
    #expect(series(.learningRate)[0].points.isEmpty)
    #expect(LinePlot(training: logs, showing: .gradientNorm).y.scale == .logarithmic)
    #expect(LinePlot(training: logs, showing: .loss).y.scale == .linear)
  }

  @Test func runsOfOneLogAreNamedByThemselves() {
    var both = log("x")
    both.entries += log("y").entries
    let plot = LinePlot(training: [("file", both)], showing: .loss)
    #expect(plot.series.map(\.name) == ["x", "y"])
    let two = LinePlot(training: [("a", both), ("b", log("z"))], showing: .loss)
    #expect(two.series.map(\.name) == ["a: x", "a: y", "b"])
  }

  /// Each line begins at 1, whatever its loss.
  @Test func gradientsAreShownInPartsOfTheFirst() {
    let flow = FreshNetwork(.lstm, hiddenSize: 8).flow(over: ["a", "b", "c"])
    let plot = LinePlot(gradients: [flow])
    #expect(plot.series[0].points.map(\.x) == [0, 1, 2])
    #expect(plot.series[0].points[0].y == 1)
  }
}

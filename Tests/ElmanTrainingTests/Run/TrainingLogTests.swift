import Elman
import ElmanTensors
import ElmanTestSupport
import ElmanTraining
import Testing

@Suite struct TrainingLogTests {
  private func read(_ text: String) throws -> TrainingLog {
    try withTemporaryFile(text) { try TrainingLog(path: $0) }
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    var step = TrainingLog.Entry(.step, run: "a", epoch: 1, step: 1)
    (step.loss, step.gradientNorm, step.clippedGradientNorm) = (2.25, 7.5, 5)
    (step.learningRate, step.secondsPerStep) = (0.002, 0.25)
    var epoch = TrainingLog.Entry(.epoch, epoch: 1, step: 9)
    (epoch.loss, epoch.score) = (1.5, 0.75)
    var end = TrainingLog.Entry(.diverged, epoch: 2, step: 12)
    end.message = "why"
    let entries = [step, epoch, end]
    let text = entries.map { Settings.json($0) + "\n" }.joined()
    #expect(text.hasPrefix(#"{"clippedGradientNorm":5,"epoch":1,"gradientNorm":7.5,"kind":"step""#))
    #expect(try read(text).entries == entries)
  }

  @Test func halfALineAtTheEndIsNoFault() throws {
    let log = try read(#"{"kind":"step","epoch":1,"step":3}"# + "\n" + #"{"kind":"st"#)
    #expect(log.entries.map(\.step) == [3])
  }

  @Test func faultsAreNamedByLine() throws {
    let text = #"{"kind":"step","epoch":1,"step":3}"# + "\n[]\n{}\n"
    try withTemporaryFile(text) { (path) -> Void in
      #expect(throws: TrainingLogError.malformed(path: path, line: 2)) {
        try TrainingLog(path: path)
      }
    }
    #expect(throws: TrainingLogError.file(.missing(path: "no/such.jsonl"))) {
      try TrainingLog(path: "no/such.jsonl")
    }
  }
}

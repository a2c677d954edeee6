import Elman
import ElmanEvaluation
import ElmanSystem
import ElmanTraining

/// Writes a training log line by line, so that it can be read while training goes on.
///
/// Of an epoch about 200 steps are written, evenly spread, and every epoch.
final class TrainingLogFile {
  private static let stepsPerEpoch = 200

  private let path: String
  private var file: GrowingFile
  private var epochStart = 0
  private var failure: FileError?
  /// What the file held before, if the run goes on.
  private let before: [TrainingLog.Entry]

  /// Creates the file, or empties it.
  ///
  /// - Parameter goesOn: whether the run is one that was ended before, whose log goes on.
  /// - Throws: `TrainingLogError`.
  init(path: String, goesOn: Bool = false) throws(TrainingLogError) {
    self.path = path
    before = goesOn ? try Self.entries(path) : []
    do { file = try GrowingFile(path: path, keepsContents: goesOn) } catch { throw .file(error) }
  }

  /// Writes what a trainer tells.
  ///
  /// - Parameter run: a name for the run, where the file holds several.
  func note(_ progress: TrainingProgress<some Sendable, some DevScore>, run: String? = nil) {
    switch progress {
    case .batch(let batch):
      let distance = max(1, batch.batchCount / Self.stepsPerEpoch)
      epochStart = batch.step - batch.batches
      if (batch.batches - 1) % distance == 0 { write(TrainingLog.Entry(batch, run: run)) }
    case .epoch(let report):
      write(TrainingLog.Entry(report, steps: report.step - epochStart, run: run))
    case .resumed(let epoch, _, let step): keepEntries(before: epoch, until: step)
    case .started, .unknownLabels, .lookAlikeLabels, .checkpointFailed: break
    }
  }

  /// Writes one line.
  func write(_ entry: TrainingLog.Entry) {
    guard failure == nil else { return }
    do { try file.write(Array((Settings.json(entry) + "\n").utf8)) } catch { fail(error) }
  }

  /// Drops what was told of steps that the run takes again.
  private func keepEntries(before epoch: Int, until step: Int) {
    let kept = before.filter { $0.kind == .step ? $0.step <= step : $0.epoch < epoch }
    do {
      try AtomicFile.write(kept.map { Settings.json($0) + "\n" }.joined(), to: path)
      file = try GrowingFile(path: path, keepsContents: true)
    } catch { fail(error) }
  }

  /// The entries of a file; none where there is none.
  private static func entries(_ path: String) throws(TrainingLogError) -> [TrainingLog.Entry] {
    do throws(TrainingLogError) { return try TrainingLog(path: path).entries } catch {
      switch error {
      case .file(.missing), .file(.isEmpty): return []
      default: throw error
      }
    }
  }

  /// Training goes on without its log.
  private func fail(_ error: FileError) {
    failure = error
    StandardError.line("warning: \(error); the log ends here")
  }
}

import Elman
import ElmanTensors
import ElmanTraining

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a training log line by line, so that it can be read while training goes on.
///
/// Of an epoch about 200 steps are written, evenly spread, and every epoch.
final class TrainingLogFile {
  private static let stepsPerEpoch = 200

  private let path: String
  private var descriptor: Int32
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
    descriptor = systemOpenForWriting(path, goesOn ? O_APPEND : O_TRUNC)
    guard descriptor >= 0 else { throw .file(Self.error(path)) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Makes sure that a log can be written, and leaves one that is there as it is.
  ///
  /// - Throws: `FileError.cannotWrite`.
  static func checkWritable(_ path: String) throws(FileError) {
    let target = try AtomicFile.target(of: path)
    let isNew = access(target.cString, F_OK) != 0
    let descriptor = systemOpenForWriting(path, O_NONBLOCK)
    // A pipe that nobody reads yet is waited for later.
    guard descriptor >= 0 || errno == ENXIO else { throw error(path) }
    if descriptor >= 0 { close(descriptor) }
    if isNew { unlink(target.cString) }
  }

  /// Writes what a trainer tells.
  ///
  /// - Parameter run: a name for the run, where the file holds several.
  func note(_ progress: TrainingProgress<some ScoredModel>, run: String? = nil) {
    switch progress {
    case .batch(let batch):
      let distance = max(1, batch.batchCount / Self.stepsPerEpoch)
      epochStart = batch.step.number - batch.batches
      if (batch.batches - 1) % distance == 0 { write(TrainingLog.Entry(batch, run: run)) }
    case .epoch(let report):
      write(TrainingLog.Entry(report, steps: report.step - epochStart, run: run))
    case .resumed(let position): keepEntries(until: position)
    case .started, .unknownLabels, .lookAlikeLabels, .checkpointFailed: break
    }
  }

  /// Writes one line.
  func write(_ entry: TrainingLog.Entry) {
    var rest = ArraySlice(Array((Settings.json(entry) + "\n").utf8))
    while !rest.isEmpty, failure == nil {
      let count = rest.withUnsafeBytes { bytes in
        systemWrite(descriptor, bytes)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        fail(Self.error(path))
      }
    }
  }

  /// Drops what was told of steps that the run takes again.
  private func keepEntries(until position: TrainingPosition) {
    let kept = before.filter {
      $0.kind == .step ? $0.step <= position.step : $0.epoch < position.epoch
    }
    do {
      try AtomicFile.write(kept.map { Settings.json($0) + "\n" }.joined(), to: path)
    } catch { return fail(error) }
    close(descriptor)
    descriptor = systemOpenForWriting(path, O_APPEND)
    if descriptor < 0 { fail(Self.error(path)) }
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

  private static func error(_ path: String) -> FileError {
    .writing(path, code: errno)
  }
}

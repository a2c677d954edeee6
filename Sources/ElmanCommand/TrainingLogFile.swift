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
  private let descriptor: Int32
  private var epochStart = 0
  private var failure: FileError?

  /// Creates the file, or empties it.
  ///
  /// - Throws: `FileError.cannotWrite`.
  init(path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.error(path) }
  }

  deinit { close(descriptor) }

  /// Makes sure that a log can be written, and leaves one that is there as it is.
  ///
  /// - Throws: `FileError.cannotWrite`.
  static func checkWritable(_ path: String) throws(FileError) {
    let isNew = access(path, F_OK) != 0
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666)
    // A pipe that nobody reads yet is waited for later.
    guard descriptor >= 0 || errno == ENXIO else { throw error(path) }
    if descriptor >= 0 { close(descriptor) }
    if isNew { unlink(path) }
  }

  /// Writes what a trainer tells.
  ///
  /// - Parameter run: a name for the run, where the file holds several.
  func note(_ progress: TrainingProgress<some TrainingTask>, run: String? = nil) {
    switch progress {
    case .batch(let batch):
      let distance = max(1, batch.batchCount / Self.stepsPerEpoch)
      if batch.batches == 1 { epochStart = batch.step.number - 1 }
      if (batch.batches - 1) % distance == 0 { write(TrainingLog.Entry(batch, run: run)) }
    case .epoch(let report):
      write(TrainingLog.Entry(report, steps: report.step - epochStart, run: run))
    case .started, .unknownLabels: break
    }
  }

  /// Writes one line.
  func write(_ entry: TrainingLog.Entry) {
    var rest = ArraySlice(Array((Settings.json(entry) + "\n").utf8))
    while !rest.isEmpty, failure == nil {
      let count = rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { fail() }
    }
  }

  /// Training goes on without its log.
  private func fail() {
    let error = Self.error(path)
    failure = error
    StandardError.line("warning: \(error); the log ends here")
  }

  private static func error(_ path: String) -> FileError {
    .cannotWrite(path: path, reason: strerror(errno).map { String(cString: $0) } ?? "\(errno)")
  }
}

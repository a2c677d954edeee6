import ElmanSystem
import ElmanEvaluation
import ElmanTensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What training tells of itself, as a file of JSON lines holds it: an object for each step, of which
/// some may be left out, and for each epoch.
package struct TrainingLog: Sendable, Hashable {
  /// The lines.
  package var entries: [Entry] = []

  /// One line. What a line does not know, it leaves out.
  package struct Entry: Sendable, Hashable, Codable {
    /// What a line tells of.
    package enum Kind: String, Sendable, Codable {
      /// A step.
      case step
      /// An epoch.
      case epoch
      /// The end of a run that came to numbers that are none.
      case diverged
    }

    /// What the line tells of.
    package var kind: Kind
    /// The run, where a file holds several.
    package var run: String?
    /// The epoch, counted from 1.
    package var epoch: Int
    /// The step, counted from 1; of an epoch its last one.
    package var step: Int
    /// The mean loss of a prediction, in nats: of the step's batch, or of the epoch.
    package var loss: Double?
    /// The score on the dev corpus that decides which epoch is best.
    package var score: Double?
    /// The Euclidean norm of the batch's gradient.
    package var gradientNorm: Double?
    /// The same after clipping.
    package var clippedGradientNorm: Double?
    /// The learning rate, as scheduled.
    package var learningRate: Float?
    /// The seconds of the step, or a step's mean in the epoch.
    package var secondsPerStep: Double?
    /// What went wrong.
    package var message: String?

    /// A line that knows no figures yet.
    package init(_ kind: Kind, run: String? = nil, epoch: Int, step: Int) {
      (self.kind, self.run, self.epoch, self.step) = (kind, run, epoch, step)
    }
  }

  /// No lines.
  package init() {}

  /// Reads a file.
  ///
  /// - Throws: `TrainingLogError`.
  package init(path: String) throws(TrainingLogError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    let decoder = JSONDecoder()
    for (index, line) in file.bytes.split(separator: 0x0A).enumerated() {
      do { entries.append(try decoder.decode(Entry.self, from: Data(line))) } catch {
        // A run that is killed while it writes leaves half a line, which is no fault of the others.
        if line.last != UInt8(ascii: "}"), line.endIndex == file.bytes.count { break }
        throw .malformed(path: path, line: index + 1)
      }
    }
  }
}

/// Why a training log cannot be read.
package enum TrainingLogError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case file(FileError)
  /// A line is no entry of a log.
  case malformed(path: String, line: Int)

  /// One line that names the file and what is wrong with it.
  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .malformed(let path, let line):
      "\(path):\(line): expected a JSON object with kind, epoch and step, as --log writes it"
    }
  }
}

extension TrainingLog.Entry {
  /// The entry of a step, after its batch was learned.
  package init(_ batch: BatchProgress, run: String? = nil) {
    let step = batch.report
    self.init(.step, run: run, epoch: batch.epoch, step: step.number)
    (loss, gradientNorm) = (step.loss, step.gradientNorm)
    (clippedGradientNorm, learningRate) = (step.clippedGradientNorm, step.learningRate)
    secondsPerStep = step.seconds
  }

  /// The entry of an epoch of so many steps.
  package init(
    _ report: EpochReport<some Sendable, some DevScore>, steps: Int, run: String? = nil
  ) {
    self.init(.epoch, run: run, epoch: report.epoch, step: report.step)
    (loss, score) = (report.loss.isFinite ? report.loss : nil, report.score.selectionValue)
    secondsPerStep = steps > 0 ? report.seconds / Double(steps) : nil
  }

  /// The entry of a run's end without result; `nil` for an error that is no divergence.
  package init?(_ error: TrainingError, run: String? = nil) {
    guard case .diverged(let epoch, let step, _, _) = error else { return nil }
    self.init(.diverged, run: run, epoch: epoch, step: step)
    message = "\(error)"
  }
}

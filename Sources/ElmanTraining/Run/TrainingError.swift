import ElmanBytes
import ElmanCorpora
import ElmanSystem
import ElmanTensors
import ElmanText

/// Why training cannot begin, or not go on.
public enum TrainingError: Error, Equatable, Sendable {
  /// A corpus cannot be read, or holds nothing to learn.
  case corpus(CorpusError)
  /// A corpus has fewer than two labels, so that there is nothing to tell apart.
  case tooFewLabels(path: String, found: [String])
  /// A label that is given a weight does not occur in the corpus.
  case weightOfUnknownLabel(path: String, label: String, labels: [String])
  /// The run came to numbers that are none: mostly gradients explode on their way through time, or steps are too
  /// large. Epochs and steps are counted from 1, steps over all epochs; `keptEpoch` is the epoch whose model
  /// is kept, 0 for the weights of the last good step of the first, `nil` where none is.
  case diverged(epoch: Int, step: Int, keptEpoch: Int?, reason: String)
  /// The vocabulary does not fit its tables.
  case vocabulary(reason: String)
  /// The network is too large to be trained with the memory that there is.
  case tooMuchMemory(parameters: Int, neededBytes: Double, availableBytes: Int)
  /// A checkpoint is there, and training was not told to go on from it: it would be lost.
  case checkpointExists(path: String)
  /// A checkpoint cannot be read, written or deleted as a file.
  case checkpointFile(FileError)
  /// The file is a safetensors file, but no checkpoint.
  case notACheckpoint(path: String)
  /// A checkpoint is damaged, or of another format, or tells of a place where no run can stand.
  case invalidCheckpoint(path: String, reason: String)
  /// A checkpoint is of a run with other settings or corpora.
  case otherRun(path: String, part: String, expected: String, found: String)
}

extension TrainingError {
  /// How a run diverged.
  package init(_ divergence: Divergence) {
    self = .diverged(
      epoch: divergence.epoch, step: divergence.step, keptEpoch: divergence.keptEpoch,
      reason: divergence.reason)
  }

  /// What is wrong with a checkpoint.
  init(checkpoint error: SafetensorsError) {
    if case .file(let error) = error {
      self = .checkpointFile(error)
    } else {
      self = .invalidCheckpoint(path: error.path, reason: error.reason)
    }
  }
}

extension TrainingError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .corpus(let error): "\(error)"
    case .tooFewLabels(let path, let found):
      "\(path): expected at least two labels, found"
        + " \(found.joined(separator: ", ").onOneLine)"
    case .weightOfUnknownLabel(let path, let label, let labels):
      Self.unknownLabel(path, LookAlikes.names(of: labels + [label]))
    case .diverged(let epoch, let step, let keptEpoch, let reason):
      "epoch \(epoch), step \(step): \(reason); \(Self.kept(keptEpoch)) is kept"
    case .vocabulary(let reason): reason
    case .tooMuchMemory(let parameters, let needed, let available):
      "expected a network whose training fits into \(Self.gigabytes(Double(available))) of memory, found"
        + " one of \(parameters) parameters, which take \(Self.gigabytes(needed))"
    case .checkpointExists(let path):
      "\(path): the checkpoint of a run that did not end; --resume goes on from it, deleting it"
        + " allows to begin anew"
    case .checkpointFile(let error): "\(error)"
    case .notACheckpoint(let path):
      "\(path): expected a checkpoint (no 'elman.checkpoint' in its metadata)"
    case .invalidCheckpoint(let path, let reason):
      "\(path): \(reason); delete the checkpoint to begin anew"
    case .otherRun(let path, let part, let expected, let found):
      "\(path): the checkpoint is of another run: \(part): expected \(expected), found \(found)"
    }
  }

  /// The model of an epoch.
  private static func kept(_ epoch: Int?) -> String {
    switch epoch {
    case nil: "no model"
    case 0?: "the model of the last good step"
    case let epoch?: "the model of epoch \(epoch)"
    }
  }

  /// - Parameter names: those of the labels, and of the one that is not among them, last.
  private static func unknownLabel(_ path: String, _ names: [String]) -> String {
    "\(path): expected labelWeights of \(names.dropLast().joined(separator: ", ").onOneLine), found"
      + " '\(names.last ?? "")'"
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let megabytes = (bytes / 1e6).rounded()
    return megabytes < 1_000 ? "\(Int(megabytes)) MB" : "\(Int((bytes / 1e9).rounded(.up))) GB"
  }
}

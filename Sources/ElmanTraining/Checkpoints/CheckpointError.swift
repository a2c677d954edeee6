import ElmanTensors

/// Why training cannot go on from a checkpoint, or one cannot be written.
public enum CheckpointError: Error, Equatable, Sendable {
  /// A checkpoint is there, and training was not told to go on from it: it would be lost.
  case exists(path: String)
  /// The file cannot be read, written or deleted, or is damaged.
  case file(SafetensorsError)
  /// The file is a safetensors file, but no checkpoint.
  case notACheckpoint(path: String)
  /// The checkpoint has another format.
  case unsupportedFormat(path: String, expected: Int, found: String)
  /// The checkpoint is of a run with other settings or corpora.
  case otherRun(path: String, part: String, expected: String, found: String)
  /// The bytes are not those that were written.
  case wrongChecksum(path: String, expected: String, found: String)
  /// The checkpoint tells of a place where no run can stand.
  case invalidPosition(path: String, reason: String)
}

extension CheckpointError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path): the checkpoint of a run that did not end; --resume goes on from it, deleting it"
        + " allows to begin anew"
    case .file(.file(let error)): "\(error)"
    case .file(let error): "\(error)\(Self.advice)"
    case .notACheckpoint(let path):
      "\(path): expected a checkpoint (no 'elman.checkpoint' in its metadata)"
    case .unsupportedFormat(let path, let expected, let found):
      "\(path): expected checkpoint format \(expected), found \(found)\(Self.advice)"
    case .otherRun(let path, let part, let expected, let found):
      "\(path): the checkpoint is of another run: \(part): expected \(expected), found \(found)"
    case .wrongChecksum(let path, let expected, let found):
      "\(path): expected the checksum \(expected), found \(found)\(Self.advice)"
    case .invalidPosition(let path, let reason): "\(path): \(reason)\(Self.advice)"
    }
  }

  private static let advice = "; delete the checkpoint to begin anew"
}

import Elman
import ElmanSystem

/// Where a training run leaves what it needs to go on, should its process be ended from outside.
///
/// A run that went on ends with the same model, bit for bit, as one that was never ended, and may do so
/// with another number of threads.
public struct CheckpointPlan: Sendable, Hashable {
  /// The file. One run at a time may use it.
  public var path: String
  /// What the run is made from, such as the hashes of its corpora, by name. A checkpoint of a run made
  /// from anything else is refused. The trainer adds its configurations.
  public var fingerprint: [String: String]
  /// Whether to go on from the checkpoint, if there is one. Otherwise a checkpoint that is there is an
  /// error, for it would be lost.
  public var resumes = false
  /// The time between two checkpoints within an epoch; zero for one after each batch.
  public var interval = Duration.seconds(60)

  /// A plan for a run.
  public init(path: String, fingerprint: [String: String]) {
    self.path = path
    self.fingerprint = fingerprint
  }

  /// Checks that the file can be written, and that no checkpoint would be lost by that.
  ///
  /// - Throws: `TrainingError.checkpointExists`, `checkpointFile`.
  public func check() throws(TrainingError) {
    if !resumes, fileExists { throw .checkpointExists(path: path) }
    do { try AtomicFile.checkWritable(path) } catch { throw .checkpointFile(error) }
  }

  /// Deletes the checkpoint, once the model is safe.
  ///
  /// - Throws: `TrainingError.checkpointFile`.
  public func remove() throws(TrainingError) {
    do { try AtomicFile.remove(path) } catch { throw .checkpointFile(error) }
  }

  /// A checksum of a file, for `fingerprint`.
  package static func checksum(of file: MappedFile) -> String {
    var checksum = CRC32()
    checksum.update(file.bytes)
    return checksum.hexadecimal
  }

  /// The same plan for a run of these settings.
  func adding(
    _ configuration: some ModelConfiguration, _ training: TrainingConfiguration
  ) -> CheckpointPlan {
    var plan = self
    plan.fingerprint["configuration"] = Settings.json(configuration)
    plan.fingerprint["training"] = Settings.json(training)
    return plan
  }

  /// Whether anything has the path, be it readable or not.
  public var fileExists: Bool { FileStatus.mayExist(path) }
}

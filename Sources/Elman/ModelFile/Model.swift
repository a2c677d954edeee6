import ElmanSystem
import ElmanTensors

/// A trained model of a task: read from a file, and written to one.
///
/// What a model does, tagging or classifying, is its own business; this is what all have in common.
/// ``ModelFile/model()`` reads whichever a file holds.
public protocol Model: Sendable {
  /// What `elman.task` holds in a file.
  static var task: String { get }
  /// What people call such a model, such as `language model`.
  static var name: String { get }

  /// What the model file says about itself.
  var metadata: ModelMetadata { get }
  /// Reads a model.
  ///
  /// - Throws: `ModelError.wrongTask` for a model of another task; other errors for a file that is
  ///   truncated or hostile.
  init(_ file: ModelFile) throws(ModelError)

  /// What a file with the model holds, but for checksums.
  ///
  /// - Parameters:
  ///   - metadata: what the file is to say about itself; format, task, configuration and Unicode
  ///     version are filled in.
  ///   - precision: what the weights are stored as, if not as what they are; they can be made
  ///     coarser alone.
  func contents(_ metadata: ModelMetadata, precision: WeightPrecision?) -> SafetensorsWriter
}

/// What the package knows of a model besides.
package protocol StoredModel: Model {
  /// The weights.
  var weights: any Weights { get }
  /// What the model is made of, for people.
  var summary: ModelSummary { get }
}

extension Model {
  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  public init(path: String) throws(ModelError) {
    try self.init(ModelFile(path: path))
  }

  /// Reads a model that is in memory already, such as one embedded in the program.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: MappedFile) throws(ModelError) {
    try self.init(ModelFile(file))
  }

  /// Writes the model, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - metadata: what the file says about itself; format, task, configuration and
  ///     Unicode version are filled in.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    do throws(SafetensorsError) {
      try contents(metadata, precision: nil).withChecksums.write(to: path)
    } catch { throw .file(error) }
  }

  /// The bytes that ``write(to:metadata:)`` puts into a file.
  ///
  /// - Throws: `ModelError.file` for metadata that no file can hold.
  public func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8] {
    do throws(SafetensorsError) {
      return try contents(metadata, precision: nil).withChecksums.serialized()
    } catch { throw .file(error) }
  }

  /// The same model with its weights in bytes: a quarter of the size, and faster, for a small loss of
  /// accuracy. A model in bytes stays as it is.
  ///
  /// - Throws: `ModelError.file` for metadata that no file can hold;
  ///   `ModelError.invalidConfiguration` for a language model, which is of use in single precision
  ///   alone.
  public func quantized() throws(ModelError) -> Self {
    try Self(
      ModelFile(contents(metadata, precision: .int8), name: "the \(Self.name) in bytes"))
  }
}

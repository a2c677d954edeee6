import ElmanSystem
import ElmanTensors

/// A trained model of a task: read from a file, and written to one.
///
/// What a model does, tagging or classifying, is its own business; this is what all have in common.
/// ``ModelFile/model()`` reads whichever a file holds.
///
/// Users of the library see the members that each kind of model has of its own, and not the protocol.
package protocol StoredModel: Sendable {
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

  /// Writes the model, whole or not at all.
  func write(to path: String, metadata: ModelMetadata) throws(ModelError)
  /// The bytes that ``write(to:metadata:)`` puts into a file.
  func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8]
  /// The same model with its weights in bytes.
  func quantized() throws(ModelError) -> Self

  /// The weights.
  var weights: any Weights { get }
  /// What the model is made of, for people.
  var summary: ModelSummary { get }
}

extension StoredModel {
  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(path: String) throws(ModelError) {
    try self.init(ModelFile(path: path))
  }

  /// Reads a model that is in memory already, such as one embedded in the program.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: MappedFile) throws(ModelError) {
    try self.init(ModelFile(file))
  }

  /// The same model with its weights in bytes, read from what a file of it would hold.
  func inBytes() throws(ModelError) -> Self {
    try Self(
      ModelFile(contents(metadata, precision: .int8), name: "the \(Self.name) in bytes"))
  }
}

extension SafetensorsWriter {
  /// Writes a model's file, whole or not at all.
  func writeModel(to path: String) throws(ModelError) {
    do throws(SafetensorsError) { try withChecksums.write(to: path) } catch {
      throw ModelError(error)
    }
  }

  /// The bytes of a model's file.
  func serializedModel() throws(ModelError) -> [UInt8] {
    do throws(SafetensorsError) { return try withChecksums.serialized() } catch {
      throw ModelError(error)
    }
  }
}

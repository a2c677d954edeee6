import ElmanSystem
import ElmanTensors

/// What the package knows of a ``Model`` besides: how its file is read and written.
///
/// What a model does, tagging or classifying, is its own business. ``ModelFile/model()`` reads whichever a
/// file holds.
package protocol StoredModel: Model {
  /// What `elman.task` holds in a file.
  static var task: String { get }
  /// What people call such a model, such as `language model`.
  static var name: String { get }

  /// The weights.
  var weights: any Weights { get }
  /// What the model is made of, for people.
  var summary: ModelSummary { get }

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

extension StoredModel {
  /// Maps a model file.
  public init(path: String) throws(ModelError) { try self.init(ModelFile(path: path)) }

  /// Reads a model that is part of the program.
  public init(_ model: EmbeddedModel) throws(ModelError) { try self.init(model.file) }

  /// Reads a model that is in memory already.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  package init(_ file: MappedFile) throws(ModelError) { try self.init(ModelFile(file)) }

  /// Writes the model, whole or not at all.
  public func write(to path: String, metadata: ModelMetadata) throws(ModelError) {
    do throws(SafetensorsError) {
      try contents(metadata, precision: nil).withChecksums.write(to: path)
    } catch { throw ModelError(error) }
  }

  /// The bytes that `write` puts into a file.
  public func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8] {
    do throws(SafetensorsError) {
      return try contents(metadata, precision: nil).withChecksums.serialized()
    } catch { throw ModelError(error) }
  }

  /// The same model with its weights in bytes, read from what a file of it would hold.
  public func quantized() throws(ModelError) -> Self {
    try Self(
      ModelFile(contents(metadata, precision: .int8), name: "the \(Self.name) in bytes"))
  }
}

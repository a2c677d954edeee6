/// A trained model: read from a file, and written to one.
///
/// `Tagger`, `Classifier`, `LearnedTokenizer` and `LanguageModel` are models. None of them ever changes.
public protocol Model: Sendable {
  /// What the model file says about itself.
  var metadata: ModelMetadata { get }

  /// Maps a model file.
  ///
  /// - Throws: `ModelError`; so does a file that is truncated or hostile.
  init(path: String) throws(ModelError)

  /// Reads a model that is part of the program.
  ///
  /// - Throws: what ``init(path:)`` throws for a file with these bytes.
  init(_ model: EmbeddedModel) throws(ModelError)

  /// Writes the model, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: where the file is to be.
  ///   - metadata: what the file says about itself; format, task, configuration and Unicode version are
  ///     filled in.
  /// - Throws: `ModelError.file`, and `invalidFile` for metadata that no file can hold.
  func write(to path: String, metadata: ModelMetadata) throws(ModelError)

  /// The bytes that ``write(to:metadata:)`` puts into a file.
  ///
  /// - Throws: `ModelError.invalidFile` for metadata that no file can hold.
  func serialized(metadata: ModelMetadata) throws(ModelError) -> [UInt8]

  /// The same model with its weights in bytes: a quarter of the size, and faster, for a small loss of
  /// accuracy. One in bytes stays as it is.
  ///
  /// - Throws: `ModelError.invalidFile` for metadata that no file can hold; `invalidConfiguration` for a
  ///   language model, which is of use in single precision alone.
  func quantized() throws(ModelError) -> Self
}

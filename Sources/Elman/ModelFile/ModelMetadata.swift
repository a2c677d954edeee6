import ElmanText

/// What a model file says about itself: where it comes from and what it can do.
///
/// All values are strings, as safetensors demands. Keys of Elman start with `elman.`; others, such
/// as a note of whoever passes the model on, are kept.
public struct ModelMetadata: Sendable, Hashable {
  /// The format that this version writes, and the newest that it reads.
  public static let currentFormat = 1

  /// All keys and values.
  public var values: [String: String]

  /// Metadata with the given values.
  public init(_ values: [String: String] = [:]) { self.values = values }

  /// One value.
  public subscript(key: Key) -> String? {
    get { values[key.rawValue] }
    set { values[key.rawValue] = newValue }
  }

  /// The keys that Elman writes.
  public enum Key: String, Sendable, CaseIterable {
    /// The file format's version, an integer.
    case format = "elman.format"
    /// What the model is for, such as `tagger`: its ``StoredModel/task``.
    case task = "elman.task"
    /// The network's configuration, JSON.
    case configuration = "elman.configuration"
    /// What the numbers are stored as: `float32`, also where nothing is said, or `int8`.
    case precision = "elman.precision"
    /// What was lost by storing them as bytes, JSON.
    case quantization = "elman.quantization"
    /// The configuration of the tokenizer that the file holds, JSON.
    case tokenizer = "elman.tokenizer"
    /// Where that tokenizer comes from, where it was trained for itself: JSON of such keys as these.
    case tokenizerOrigin = "elman.tokenizer.origin"
    /// Where the language model that training started from comes from, as JSON.
    case languageModelOrigin = "elman.language-model.origin"
    /// The training's configuration, JSON.
    case training = "elman.training"
    /// The names and SHA-256 hashes of the corpora, one a line.
    case corpora = "elman.corpora"
    /// The licence of the lexicon, as its file states it.
    case lexicon = "elman.lexicon.licence"
    /// What a classifier's scores are divided by before they become probabilities, a number.
    case temperature = "elman.temperature"
    /// The language that the model is for, by its code of BCP 47.
    case language = "elman.language"
    /// The licence of the weights.
    case licence = "elman.licence"
    /// Where the data comes from and whom to name.
    case attribution = "elman.attribution"
    /// The scores measured, JSON.
    case scores = "elman.scores"
    /// The seed.
    case seed = "elman.seed"
    /// The version of Unicode in the normalization that training used.
    case unicode = "elman.unicode"
    /// The hashes of the tensors and of this metadata, one a line; see ``ModelChecksums``.
    case checksums = "elman.checksums"
    /// The version of Elman that wrote the file.
    case version = "elman.version"
  }
}

extension ModelMetadata {
  /// The language that a model is for, as it says, or else as its name does; `nil` where neither tells.
  package func language(ofModelNamed name: String) -> Language? {
    self[.language].map { Language(code: $0) } ?? Language(name)
      ?? Language(ofModelNamed: name)
  }
}

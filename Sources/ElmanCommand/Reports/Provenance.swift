import Elman
import ElmanBytes
import ElmanCorpora
import ElmanEvaluation
import ElmanTraining

/// Where a model comes from, as its metadata tells.
struct Provenance {
  /// The files that were learned from: what for, path and SHA-256 hash.
  let corpora: [(role: String, path: String, hash: String)]
  let training: TrainingConfiguration
  /// The code of the language that it is for.
  let language: String?
  let licence: String?
  let attribution: String?
  /// What else decides what is learned, and is told by no metadata: options, other models.
  let inputs: [String: String]

  /// The corpora as metadata names them, one a line.
  var corporaList: String {
    corpora.map { "\($0) \(Self.identity(path: $1, hash: $2))" }.joined(separator: "\n")
  }

  /// - Parameters:
  ///   - corpora: the corpora: what for, path and SHA-256 hash.
  ///   - embeddings: the path of the word vectors that training starts from.
  ///   - training: how the network is trained.
  ///   - options: the language, the licence and the source.
  ///   - inputs: what else decides what is learned.
  init(
    corpora: [(role: String, path: String, hash: String)], embeddings: String? = nil,
    training: TrainingConfiguration, options: TrainingOptions,
    inputs: [String: String] = [:]
  ) throws(CorpusError) {
    let vectors = try embeddings.map { path throws(CorpusError) in
      (role: "embeddings", path: path, hash: try LabelledTextArguments.hash(of: path))
    }
    self.corpora = corpora + [vectors].compactMap { $0 }
    self.training = training
    language = options.language?.code
    licence = options.licence
    attribution = options.attribution
    self.inputs = inputs
  }

  /// The metadata of a model with this score on the dev corpus.
  func metadata(_ score: some DevScore, epoch: Int) -> ModelMetadata {
    var metadata = ModelMetadata()
    metadata[.training] = Settings.json(training)
    metadata[.corpora] = corporaList
    metadata[.language] = language
    metadata[.licence] = licence
    metadata[.attribution] = attribution
    metadata[.seed] = String(training.seed)
    metadata[.scores] = Settings.json(
      score.summary.merging(["epoch": Double(epoch)]) { score, _ in score })
    metadata[.version] = Version.current
    return metadata
  }

  /// Where a tokenizer comes from, for the metadata of a model that it becomes a part of.
  static func origin(of tokenizer: LearnedTokenizer) -> String {
    let metadata = tokenizer.metadata
    return metadata[.tokenizerOrigin] ?? origin(of: metadata)
  }

  /// Where a model comes from, for the metadata of one that it becomes a part of.
  static func origin(of metadata: ModelMetadata) -> String {
    let keys: [ModelMetadata.Key] = [
      .corpora, .scores, .seed, .training, .language, .licence, .attribution, .version,
    ]
    return Settings.json(
      Dictionary(keys.compactMap { key in metadata[key].map { (key.rawValue, $0) } }) { first, _ in
        first
      })
  }

  /// How a model's metadata names a corpus.
  static func identity(path: String, hash: String) -> String {
    // Whoever gets the model needs no folder of the machine that it was made on.
    let name = BytePath(path).names.suffix(2).joined(separator: "/")
    return "\(name) sha256:\(hash)"
  }
}

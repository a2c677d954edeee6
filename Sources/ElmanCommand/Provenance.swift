import Elman
import ElmanTraining

/// Where a model comes from, as its metadata tells.
struct Provenance {
  let train: TaggedCorpus
  let dev: TaggedCorpus
  let settings: TrainingSettings
  let licence: String?
  let attribution: String?

  /// The metadata of a model with this score on the dev corpus.
  func metadata(_ score: some DevScore, epoch: Int) -> ModelMetadata {
    var metadata = ModelMetadata()
    metadata[.training] = Settings.json(settings.training)
    metadata[.corpora] = [("train", train), ("dev", dev)].map { role, corpus in
      let name = corpus.path.split(separator: "/").suffix(2).joined(separator: "/")
      return "\(role) \(name) sha256:\(corpus.hash)"
    }.joined(separator: "\n")
    metadata[.licence] = licence
    metadata[.attribution] = attribution
    metadata[.seed] = String(settings.training.seed)
    metadata[.scores] = Settings.json(
      score.summary.merging(["epoch": Double(epoch)]) { score, _ in score })
    metadata[.version] = Version.current
    return metadata
  }
}

import Elman

/// The model that training starts from.
enum TrainingStart {
  case languageModel(LanguageModel)
  case tagger(Tagger)

  /// Reads a model.
  ///
  /// - Throws: `ModelError`, also where it is neither a tagger nor a language model.
  init(_ file: ModelFile) throws(ModelError) {
    self =
      if let tagger = try file.model() as? Tagger { .tagger(tagger) } else {
        .languageModel(try LanguageModel(file))
      }
  }

  var languageModel: LanguageModel? {
    if case .languageModel(let model) = self { model } else { nil }
  }

  var tagger: Tagger? {
    if case .tagger(let tagger) = self { tagger } else { nil }
  }

  var metadata: ModelMetadata {
    switch self {
    case .languageModel(let model): model.metadata
    case .tagger(let tagger): tagger.metadata
    }
  }
}

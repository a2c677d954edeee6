import ElmanBytes

extension ModelFile {
  /// The models that can be read. A new task has its line here.
  static let models: [any StoredModel.Type] = [
    Tagger.self,
    Classifier.self,
    LearnedTokenizer.self,
    LanguageModel.self,
    LanguageIdentifier.self,
  ]

  /// Reads the model, for whichever task it is.
  ///
  /// - Throws: `ModelError.unknownTask` for a task that no model has, and what the model's own
  ///   initializer throws.
  package func model() throws(ModelError) -> any StoredModel {
    let task = metadata[.task]
    guard
      let model = Self.models.first(where: { task?.hasSameBytes(as: $0.task) == true })
    else {
      throw .unknownTask(path: tensors.path, found: task, known: Self.models.map { $0.task })
    }
    return try model.init(self)
  }
}

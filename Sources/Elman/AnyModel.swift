import ElmanTensors

/// A model of any task.
public enum AnyModel: Sendable {
  /// A tagger.
  case tagger(Tagger)
  /// A classifier.
  case classifier(Classifier)

  /// Reads a model for whichever task it is.
  public init(_ file: MappedFile) throws(ModelError) {
    let file = try ModelFile(file)
    self =
      file.metadata[.task] == Classifier.task
      ? .classifier(try Classifier(file)) : .tagger(try Tagger(file))
  }
}

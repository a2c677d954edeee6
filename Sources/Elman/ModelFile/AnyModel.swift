import ElmanSystem

/// A model of any task.
public enum AnyModel: Sendable {
  /// A tagger.
  case tagger(Tagger)
  /// A classifier.
  case classifier(Classifier)
  /// A tokenizer alone.
  case tokenizer(LearnedTokenizer)
  /// A language model, for taggers to start from.
  case languageModel(LanguageModel)

  /// Reads a model for whichever task it is.
  public init(_ file: MappedFile) throws(ModelError) {
    let file = try ModelFile(file)
    switch file.metadata[.task] {
    case Classifier.task: self = .classifier(try Classifier(file))
    case LearnedTokenizer.task: self = .tokenizer(try LearnedTokenizer(file))
    case LanguageModel.task: self = .languageModel(try LanguageModel(file))
    default: self = .tagger(try Tagger(file))
    }
  }
}

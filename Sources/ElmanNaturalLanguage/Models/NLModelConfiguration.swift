import Elman

/// What kind of model one is, and for which language.
public final class NLModelConfiguration: NSObject, Sendable {
  /// What it labels.
  public let type: NLModel.ModelType
  /// Its language; `nil` for any.
  public let language: NLLanguage?
  /// The revision of the framework that it is for.
  public let revision: Int

  init(_ type: NLModel.ModelType, _ metadata: ModelMetadata) {
    self.type = type
    language = metadata[.language].map { NLLanguage($0) }
    revision = Self.currentRevision(for: type)
  }

  /// The revisions that can be read.
  public class func supportedRevisions(for type: NLModel.ModelType) -> IndexSet {
    [currentRevision(for: type)]
  }

  /// The newest revision.
  public class func currentRevision(for type: NLModel.ModelType) -> Int { 1 }
}

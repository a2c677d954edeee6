import Elman
import ElmanText

/// A model of one's own: a tagger or classifier that Elman trained.
///
/// ```swift
/// let model = try NLModel(contentsOf: URL(fileURLWithPath: "topics.safetensors"))
/// model.predictedLabel(for: "Rates are raised again.")
/// ```
///
/// A model may be used by any number of threads: it is `@unchecked Sendable` because it may be inherited from, and has only what never changes.
open class NLModel: NSObject, @unchecked Sendable {
  /// What a model labels.
  public enum ModelType: Int, Sendable, Hashable {
    /// Texts.
    case classifier
    /// The words of a sentence.
    case sequence
  }

  /// What kind of model it is, and for which language.
  public let configuration: NLModelConfiguration
  private let labeller: Labeller

  private enum Labeller {
    case classifier(ClassifierPool)
    case tagger(TaggerPool)
  }

  /// Opens a model file of Elman's.
  ///
  /// - Parameter url: the file: `elman train tagger` or `elman train classifier` writes one.
  /// - Throws: ``NaturalLanguageError`` for a file of another kind, and what Elman's `Tagger` and `Classifier` throw.
  public convenience init(contentsOf url: URL) throws {
    let isApples = ["mlmodel", "mlmodelc", "mlpackage"].contains(url.pathExtension)
    if isApples || !url.isFileURL { throw NaturalLanguageError.notElmanModel(url) }
    switch try ModelFile(path: url.path).model() {
    case let tagger as Tagger: self.init(tagger)
    case let classifier as Classifier: self.init(classifier)
    default: throw NaturalLanguageError.notElmanModel(url)
    }
  }

  /// A model of words.
  ///
  /// - Parameter tagger: what labels the words: its first column counts.
  public init(_ tagger: Tagger) {
    configuration = NLModelConfiguration(.sequence, tagger.metadata)
    labeller = .tagger(TaggerPool(tagger, columns: [tagger.configuration.column]))
  }

  /// A model of texts.
  public init(_ classifier: Classifier) {
    configuration = NLModelConfiguration(.classifier, classifier.metadata)
    labeller = .classifier(ClassifierPool(classifier))
  }

  /// The label of a text; a model of words takes it for one word.
  open func predictedLabel(for string: String) -> String? {
    switch labeller {
    case .classifier(let pool): pool.classify(string).label
    case .tagger: predictedLabels(forTokens: [string]).first
    }
  }

  /// A label for each word of a sentence; a model of texts takes each for a text.
  open func predictedLabels(forTokens tokens: [String]) -> [String] {
    if tokens.isEmpty { return [] }
    switch labeller {
    case .classifier(let pool): return pool.classify(tokens).map(\.label)
    case .tagger(let pool):
      let tagged = pool.tag([Sentence(words: tokens)])[0]
      return tokens.indices.map { tagged.label($0) }
    }
  }

  /// The most probable labels of a text with their probabilities.
  ///
  /// - Parameters:
  ///   - string: the text.
  ///   - maximumCount: the most labels to tell.
  open func predictedLabelHypotheses(
    for string: String, maximumCount: Int
  ) -> [String: Double] {
    predictedLabelHypotheses(forTokens: [string], maximumCount: maximumCount)[0]
  }

  /// The most probable labels of each word of a sentence with their probabilities.
  ///
  /// - Parameters:
  ///   - tokens: the words.
  ///   - maximumCount: the most labels to tell of each.
  open func predictedLabelHypotheses(
    forTokens tokens: [String], maximumCount: Int
  ) -> [[String: Double]] {
    if tokens.isEmpty || maximumCount <= 0 { return tokens.map { _ in [:] } }
    switch labeller {
    case .classifier(let pool):
      let names = pool.classifier.labelNames
      return pool.classify(tokens).map { result in
        Self.table(
          result.ranking.prefix(maximumCount).map { (names[$0], result.probabilities[$0]) })
      }
    case .tagger(let pool):
      let tagged = pool.withSession { $0.tag([Sentence(words: tokens)], top: maximumCount)[0] }
      return tokens.indices.map { word in
        Self.table(tagged.alternatives(word, at: 0).map { ($0.label, $0.probability) })
      }
    }
  }

  /// Labels with their probabilities; several rules of lemmas may make the same one.
  private static func table(_ labels: [(String, Float)]) -> [String: Double] {
    Dictionary(labels.map { ($0.0, Double($0.1)) }, uniquingKeysWith: +)
  }
}

extension ModelError: LocalizedError {
  /// What went wrong, for people.
  public var errorDescription: String? { description }
}

/// What went wrong with a file.
public enum NaturalLanguageError: Error, Sendable, Equatable, LocalizedError {
  /// It is no model file of Elman's.
  case notElmanModel(URL)
  /// It is no list of phrases.
  case notGazetteer(URL?, reason: String)
  /// It is no file of vectors.
  case notEmbedding(URL, reason: String)
  /// Vectors are of different lengths, or there are none.
  case unevenVectors

  /// What went wrong, for people.
  public var errorDescription: String? {
    switch self {
    case .notElmanModel(let url):
      "\(url.path): expected a model file that elman train wrote; models of Core ML cannot be read here: train one on the same data"
    case .notGazetteer(let url, let reason): "\(url?.path ?? "gazetteer"): \(reason)"
    case .notEmbedding(let url, let reason): "\(url.path): \(reason)"
    case .unevenVectors: "expected vectors of one length, found none or several lengths"
    }
  }
}

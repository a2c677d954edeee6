import ElmanNetworks
import ElmanTensors
import ElmanText

/// Tells which language a text is in.
///
/// ```swift
/// let identifier = try LanguageIdentifier(path: "languages.safetensors")
/// let guess = identifier.identify("Wer früher aufsteht, ist länger müde.")
/// print(guess.label, guess.probability)  // de 0.9…
/// ```
///
/// Labels are codes of BCP 47, and ``undetermined`` for what is no language, such as numbers, addresses and programs. A
/// recurrent network reads the characters of each word; a script that only one language is written in tells without it.
/// An identifier never changes and may be shared by any number of threads.
public struct LanguageIdentifier: Sendable {
  /// The label of what is in no language: `und`.
  public static let undetermined = "und"

  /// What the network looks like.
  public let configuration: IdentifierConfiguration
  /// What the model file says about itself.
  public let metadata: ModelMetadata
  /// What scores are divided by before they become probabilities.
  public let temperature: Float
  /// The languages that answers are taken from; `nil` for all.
  package private(set) var allowed: Set<Int>?
  /// The pieces of words that have vectors.
  package let pieces: WordPieces
  /// The languages, in the order of the network's scores.
  package let languages: LabelSet
  /// The scripts that one language alone is written in, with that, as `Grek=el`.
  let scripts: LabelSet
  /// The languages and behind them ``undetermined``.
  package let labels: LabelSet
  /// For each script that one language alone is written in, the language's number.
  package let languageOfScript: [Script: Int]
  /// The layers.
  package let network: IdentifierNetwork
  /// The weights.
  package let weights: any Weights

  /// Puts an identifier together.
  ///
  /// - Throws: `VocabularyError` for languages that do not fit.
  package init(
    configuration: IdentifierConfiguration, metadata: ModelMetadata = ModelMetadata(),
    pieces: WordPieces, languages: LabelSet, languageOfScript: [Script: Int],
    network: IdentifierNetwork, weights: any Weights, temperature: Float = 1
  ) throws(VocabularyError) {
    self.configuration = configuration
    self.metadata = metadata
    self.pieces = pieces
    self.languages = languages
    labels = try LabelSet(languages.labels + [Self.undetermined])
    self.languageOfScript = languageOfScript
    scripts = try LabelSet(
      languageOfScript.map { "\($0.key.rawValue)=\(languages[$0.value])" }.sorted())
    self.network = network
    self.weights = weights
    self.temperature = temperature
  }

  /// The codes of all languages, in the order of ``Classification/probabilities``, which have ``undetermined`` last.
  public var languageCodes: [String] { languages.labels }

  /// The language of a text.
  public func identify(_ text: String) -> Classification { identify([text])[0] }

  /// The languages of texts; faster than of one after the other, since words come again.
  public func identify(_ texts: some Sequence<String>) -> [Classification] {
    IdentifierSession(self).identify(texts.map { Array($0.utf8)[...] })
  }

  /// The same identifier, which answers with some languages alone.
  ///
  /// - Parameter codes: the codes of languages that it knows, in any case.
  /// - Throws: ``UnknownLanguage`` for any other.
  public func restricted(to codes: [String]) throws(UnknownLanguage) -> LanguageIdentifier {
    var numbers: Set<Int> = []
    for code in codes {
      let lower = String(decoding: code.utf8.map { $0 | (65...90 ~= $0 ? 32 : 0) }, as: UTF8.self)
      guard let number = languages.id(of: code) ?? languages.id(of: lower) else {
        throw UnknownLanguage(code: code, known: languages.labels)
      }
      numbers.insert(number)
    }
    var identifier = self
    identifier.allowed = numbers
    return identifier
  }

  /// What scores say; `nil` for a text that is in no language.
  package func classification(scores: [Float]?) -> Classification {
    guard let scores else {
      return Classification(
        probabilities: languages.labels.map { _ in 0 } + [1], tokenWeights: nil, labels: labels,
        sentiment: nil)
    }
    var probabilities = scores.map { $0 / temperature }
    if let allowed {
      for index in probabilities.indices where !allowed.contains(index) {
        probabilities[index] = -.infinity
      }
    }
    probabilities.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      MutableMatrixView(base: base, rows: 1, columns: buffer.count).applySoftmax()
    }
    return Classification(
      probabilities: probabilities + [0], tokenWeights: nil, labels: labels, sentiment: nil)
  }

  /// The language that letters of a script tell of, if it may be an answer.
  func language(of script: Script?) -> Int? {
    guard let script, let language = languageOfScript[script],
      allowed?.contains(language) ?? true
    else { return nil }
    return language
  }
}

/// A code of no language that an identifier knows.
public struct UnknownLanguage: Error, CustomStringConvertible {
  /// The code.
  public let code: String
  /// Those that it knows.
  public let known: [String]

  /// What was found, and what there is.
  public var description: String {
    "expected languages among \(known.joined(separator: ", ")), found '\(code)'"
  }
}

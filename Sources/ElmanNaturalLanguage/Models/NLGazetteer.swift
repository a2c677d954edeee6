import Elman
import ElmanText

/// A list of phrases with their labels.
///
/// ```swift
/// let fruit = try NLGazetteer(dictionary: ["Fruit": ["apple", "blood orange"]], language: .english)
/// tagger.setGazetteers([fruit], for: .nameTypeOrLexicalClass)
/// ```
///
/// Case does not matter, and any white space is as good as another; of several phrases at a place the longest counts.
public final class NLGazetteer: NSObject, Sendable {
  /// The language of the text that the list is for; `nil` for any.
  public let language: NLLanguage?
  private let labels: [[UInt8]: String]
  /// The phrases for a `PhraseMatcher`, and their labels in the same order.
  let table: PhraseTable
  let tableLabels: [String]

  /// A list from labels with their phrases.
  ///
  /// - Parameters:
  ///   - dictionary: for each label its phrases; of a phrase with several labels the first one counts, in the order of their letters.
  ///   - language: the language of the text that the list is for; `nil` for any.
  /// - Throws: ``NaturalLanguageError`` for an empty phrase.
  public init(dictionary: [String: [String]], language: NLLanguage?) throws {
    var labels: [[UInt8]: String] = [:]
    for (label, phrases) in dictionary.sorted(by: { $0.key < $1.key }) {
      for phrase in phrases {
        let key = Self.key(phrase)
        if key.isEmpty {
          throw NaturalLanguageError.notGazetteer(nil, reason: "\(label): an empty phrase")
        }
        labels[key] = labels[key] ?? label
      }
    }
    self.labels = labels
    self.language = language
    table = PhraseTable(labels.map { PhraseTable.Phrase(key: $0.key, ignoresCase: true) })
    tableLabels = labels.map(\.value)
  }

  /// A list from a file that ``write(_:language:to:)`` wrote.
  public convenience init(contentsOf url: URL) throws {
    do {
      try self.init(data: Data(contentsOf: url))
    } catch NaturalLanguageError.notGazetteer(_, let reason) {
      throw NaturalLanguageError.notGazetteer(url, reason: reason)
    }
  }

  /// A list from the bytes of such a file.
  public convenience init(data: Data) throws {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: data)
    } catch {
      throw NaturalLanguageError.notGazetteer(
        nil,
        reason: "expected JSON such as {\"language\":\"en\",\"phrases\":{\"Fruit\":[\"apple\"]}}")
    }
    try self.init(dictionary: file.phrases, language: file.language.map { NLLanguage($0) })
  }

  /// The label of a phrase.
  public func label(for string: String) -> String? { labels[Self.key(string)] }

  /// The list as the bytes of a file.
  public var data: Data {
    var phrases: [String: [String]] = [:]
    for (key, label) in labels {
      phrases[label, default: []].append(String(decoding: key, as: UTF8.self))
    }
    return Self.data(phrases.mapValues { $0.sorted() }, language)
  }

  /// Writes a list to a file.
  ///
  /// - Parameters:
  ///   - dictionary: for each label its phrases.
  ///   - language: the language of the text that the list is for; `nil` for any.
  ///   - url: the file.
  public class func write(
    _ dictionary: [String: [String]], language: NLLanguage?, to url: URL
  ) throws {
    // What could not be read is not written.
    _ = try NLGazetteer(dictionary: dictionary, language: language)
    try data(dictionary, language).write(to: url, options: .atomic)
  }

  private struct File: Codable {
    let language: String?
    let phrases: [String: [String]]
  }

  private static func data(_ phrases: [String: [String]], _ language: NLLanguage?) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings alone, which can be encoded.
    return (try? encoder.encode(File(language: language?.rawValue, phrases: phrases))) ?? Data()
  }

  /// What a phrase is compared by.
  private static func key(_ phrase: String) -> [UInt8] {
    ComparedText.key(of: phrase.utf8, ignoringCase: true)
  }
}

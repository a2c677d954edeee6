import Elman
import ElmanTraining
import Foundation
import Testing

/// The article on settings tells names, defaults and ranges as the code has them.
struct SettingsPageTests {
  /// A row of a table.
  private struct Row {
    var names: [String]
    var standard: String
    var range: String
  }

  @Test func taggers() throws { try compare(TaggerConfiguration(), with: "Taggers") }

  @Test func classifiers() throws { try compare(ClassifierConfiguration(), with: "Classifiers") }

  @Test func tokenizers() throws { try compare(TokenizerConfiguration(), with: "Tokenizers") }

  @Test func languageModels() throws {
    try compare(LanguageModelConfiguration(), with: "Language models")
  }

  @Test func training() throws { try compare(TrainingConfiguration(), with: "Training") }

  @Test(arguments: ["epochs", "batchSize", "learningRate", "patience"])
  func trainingOfEachKind(setting: String) throws {
    let row = try #require(Self.rows("Training").first { $0.names == [setting] })
    let kinds: [(String, TrainingConfiguration)] = [
      ("classifiers", Classifier.defaultTraining),
      ("tokenizers", LearnedTokenizer.defaultTraining),
      ("language models", LanguageModel.defaultTraining),
    ]
    let standard = try #require(Self.defaults(TrainingConfiguration())[setting])
    let others = try kinds.compactMap { kind, training in
      let value = try #require(Self.defaults(training)[setting])
      return value == standard ? nil : "\(kind) \(value)"
    }
    let shown = others.isEmpty ? standard : "\(standard); \(others.joined(separator: ", "))"
    #expect(row.standard == shown)
  }

  private func compare<Settings: Codable>(_ settings: Settings, with heading: String) throws {
    let rows = try Self.rows(heading)
    let unknown = try #require(Self.refusal(of: #"{"?": 1}"#, by: Settings.self))
    let known = unknown.components(separatedBy: "expected one of ").last ?? ""
    #expect(Set(rows.flatMap(\.names)) == Set(known.components(separatedBy: ", ")))
    let defaults = Self.defaults(settings)
    for row in rows {
      for name in row.names {
        if let value = defaults[name], !value.hasPrefix("[") {
          let shown = row.standard.split(separator: ";")[0].replacing("`", with: "")
          #expect(shown == value, "\(name)")
        }
        let numbers = row.range.components(separatedBy: " to ").compactMap(Double.init)
        // What is out of every range is refused with the range, but for weights, which are objects.
        guard numbers.count == 2, !name.hasSuffix("Weights") else { continue }
        let message = try #require(
          Self.refusal(of: "{\"\(name)\": 1000000000}", by: Settings.self), "\(name)")
        let found = message.matches(of: /from (\S+) to ([^\s,]+), found/).first
        let bounds = [found?.1, found?.2].compactMap { $0.flatMap { Double($0) } }
        #expect(bounds == numbers, "\(name): \(message)")
      }
    }
  }

  /// The rows of the table below a heading.
  private static func rows(_ heading: String) throws -> [Row] {
    let page = try #require(Documentation.pages.first { $0.path.hasSuffix("/Settings.md") })
    let text = try String(
      contentsOf: Documentation.package.appending(path: page.path), encoding: .utf8)
    let section = text.components(separatedBy: "\n### ").first { $0.hasPrefix(heading + "\n") }
    return try #require(section).split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.components(separatedBy: " | ")
      let names = cells[0].matches(of: /`(\w+)`/).map { String($0.1) }
      return Row(names: names, standard: cells[1], range: cells[2])
    }
  }

  /// The values of settings as they are written in the article.
  private static func defaults(_ settings: some Any) -> [String: String] {
    var values: [String: String] = [:]
    for case (let name?, let value) in Mirror(reflecting: settings).children {
      let text = "\(value)".replacing("e-0", with: "e-")
      values[name] = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return values
  }

  /// What is said of settings that are refused.
  private static func refusal<Settings: Decodable>(of json: String, by type: Settings.Type)
    -> String?
  {
    do {
      _ = try JSONDecoder().decode(type, from: Data(json.utf8))
      return nil
    } catch { return Elman.Settings.reason(for: error) }
  }
}

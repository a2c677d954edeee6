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
    var help: String
  }

  @Test func taggers() throws {
    try compare(Configured<TaggerConfiguration>.self, with: "Taggers")
  }

  @Test func classifiers() throws {
    try compare(Configured<ClassifierConfiguration>.self, with: "Classifiers")
  }

  @Test func tokenizers() throws {
    try compare(Configured<TokenizerConfiguration>.self, with: "Tokenizers")
  }

  @Test func languageIdentifiers() throws {
    try compare(Configured<IdentifierConfiguration>.self, with: "Language identifiers")
  }

  @Test func languageModels() throws {
    try compare(Configured<LanguageModelConfiguration>.self, with: "Language models")
  }

  @Test func training() throws { try compare(TrainingConfiguration.self, with: "Training") }

  @Test(arguments: ["epochs", "batchSize", "learningRate", "patience"])
  func trainingOfEachKind(setting: String) throws {
    let row = try #require(Self.rows("Training").first { $0.names == [setting] })
    let kinds: [(String, TrainingConfiguration)] = [
      ("classifiers", Classifier.defaultTraining),
      ("tokenizers", LearnedTokenizer.defaultTraining),
      ("language identifiers", LanguageIdentifier.defaultTraining),
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

  /// Compares a table of the article with that of the code, which tells names, defaults and ranges.
  private func compare<Table: SettingsTable>(_ type: Table.Type, with heading: String) throws {
    let rows = try Self.rows(heading)
    #expect(rows.flatMap(\.names) == Table.settings.map(\.name))
    let unknown = try #require(Self.refusal(of: #"{"?": 1}"#, by: Table.self))
    let known = unknown.components(separatedBy: "expected one of ").last ?? ""
    #expect(Set(rows.flatMap(\.names)) == Set(known.components(separatedBy: ", ")))
    let defaults = Self.defaults(Table())
    for row in rows {
      for setting in Table.settings where row.names.contains(setting.name) {
        let name = setting.name
        #expect(row.help == setting.help, "\(name)")
        let value = try #require(defaults[name])
        if !value.hasPrefix("[") {
          let shown = row.standard.split(separator: ";")[0].replacing("`", with: "")
          #expect(shown == value, "\(name)")
        }
        let numbers = Self.numbers(row.range)
        guard numbers.count == 2 else {
          #expect(row.range == setting.domain, "\(name)")
          continue
        }
        #expect(numbers == Self.numbers(setting.domain), "\(name)")
        // What is out of every range is refused with the range, but for weights, which are objects.
        guard !name.hasSuffix("Weights") else { continue }
        let message = try #require(
          Self.refusal(of: "{\"\(name)\": 1000000000}", by: Table.self), "\(name)")
        let found = message.matches(of: /from (\S+) to ([^\s,]+), found/).first
        let bounds = [found?.1, found?.2].compactMap { $0.flatMap { Double($0) } }
        #expect(bounds == numbers, "\(name): \(message)")
      }
    }
  }

  /// The two ends of a range.
  private static func numbers(_ range: String) -> [Double] {
    range.components(separatedBy: " to ").compactMap(Double.init)
  }

  /// The rows of the table below a heading.
  private static func rows(_ heading: String) throws -> [Row] {
    let page = try #require(Documentation.pages.first { $0.path.hasSuffix("/Settings.md") })
    let text = try String(
      contentsOf: Documentation.package.appending(path: page.path), encoding: .utf8)
    let section = text.components(separatedBy: "\n### ").first { $0.hasPrefix(heading + "\n") }
    return try #require(section).split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.components(separatedBy: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let names = cells[1].matches(of: /`(\w+)`/).map { String($0.1) }
      return Row(
        names: names, standard: cells[2], range: cells[3],
        // Links are the article's own.
        help: cells[4].replacing(/\[([^\]]+)\]\([^)]+\)/) { String($0.1) })
    }
  }

  /// The values of settings as they are written in the article.
  private static func defaults<Table: SettingsTable>(_ settings: Table) -> [String: String] {
    var values: [String: String] = [:]
    for setting in Table.settings {
      let text = setting.text(settings).replacing("e-0", with: "e-")
      values[setting.name] = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
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

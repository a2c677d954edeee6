import Elman
import ElmanStreams
import ElmanTraining

/// All settings as a JSON Schema of the files that `--config` takes.
struct SettingsSchema {
  /// The schema, on one line.
  static var json: String {
    let tables = [
      definition("training", TrainingConfiguration.self),
      definition("tagger", Configured<TaggerConfiguration>.self),
      definition("classifier", Configured<ClassifierConfiguration>.self),
      definition("tokenizer", Configured<TokenizerConfiguration>.self),
      definition("identifier", Configured<IdentifierConfiguration>.self),
      definition("languageModel", Configured<LanguageModelConfiguration>.self),
    ]
    let models = ["tagger", "classifier", "tokenizer", "identifier", "languageModel"].map(reference)
    return object([
      ("$schema", string("https://json-schema.org/draft/2020-12/schema")),
      ("type", string("object")), ("additionalProperties", "false"),
      (
        "properties",
        object([
          ("training", reference("training")),
          ("model", object([("anyOf", "[\(models.joined(separator: ","))]")])),
        ])
      ), ("$defs", object(tables)),
    ])
  }

  private static func definition<Table: SettingsTable>(
    _ name: String, _ table: Table.Type
  ) -> (String, String) {
    let defaults = Table()
    let properties = Table.settings.map { setting in
      (setting.name, object(members(of: setting.kind, text: setting.text(defaults), setting.help)))
    }
    return (
      name,
      object([
        ("type", string("object")), ("additionalProperties", "false"),
        ("properties", object(properties)),
      ])
    )
  }

  private static func members(
    of kind: SettingKind, text: String, _ help: String
  ) -> [(String, String)] {
    let description = ("description", string(help))
    return switch kind {
    case .number(let isWhole, let least, let most):
      [
        ("type", string(isWhole ? "integer" : "number")), ("minimum", least), ("maximum", most),
        ("default", text), description,
      ]
    case .wholeNumber: [("type", string("integer")), ("default", text), description]
    case .boolean: [("type", string("boolean")), ("default", text), description]
    case .name(let names):
      [
        ("enum", "[\(names.map(string).joined(separator: ","))]"), ("default", string(text)),
        description,
      ]
    case .other: [description]
    }
  }

  private static func reference(_ name: String) -> String {
    object([("$ref", string("#/$defs/\(name)"))])
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ","))}"
  }

  private static func string(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.append(string: text.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Settings that a table lists, each spelt once: it reads and writes them as one JSON object.
///
/// Any setting may be missing from the object, and then keeps its value; none may be unknown.
package protocol SettingsTable: Codable, Sendable {
  /// All settings with their defaults.
  init()
  /// The settings, in the order in which messages name them.
  static var settings: [Setting<Self>] { get }
}

extension SettingsTable {
  /// Reads the settings that are there; the others have their defaults.
  package init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Reads the settings that are there; the others stay.
  package mutating func update(from decoder: any Decoder) throws {
    let settings = Self.settings
    let reader = try SettingsReader(decoder, names: settings.map(\.name))
    for setting in settings { try setting.read(reader, &self) }
  }

  /// Writes all settings that are to be written.
  package func encode(to encoder: any Encoder) throws { try encodeSettings(to: encoder) }

  /// Writes all settings that are to be written.
  package func encodeSettings(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: SettingName.self)
    for setting in Self.settings {
      guard let value = setting.value(self) else { continue }
      try container.encode(value, forKey: SettingName(setting.name))
    }
  }
}

/// Makes a table of settings.
@resultBuilder
package enum SettingsBuilder<Whole> {
  package static func buildExpression(_ setting: Setting<Whole>) -> Setting<Whole> { setting }

  package static func buildBlock(_ settings: Setting<Whole>...) -> [Setting<Whole>] { settings }
}

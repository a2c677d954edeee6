import Elman
import ElmanNetworks

/// The configuration in the article on new tasks.
public struct ParserConfiguration: Sendable, Hashable {
  /// The recurrent cell.
  public var cell = CellKind.lstm
  /// The number of bidirectional layers.
  public var layers = 1
  /// What is added to the score of the root.
  public var rootBias: Float = 0

  /// The default configuration.
  public init() {}
}

extension ParserConfiguration: SettingsTable, ModelConfiguration {
  /// The settings.
  @SettingsBuilder<ParserConfiguration>
  package static var settings: [Setting<ParserConfiguration>] {
    Setting("cell", \.cell, "the cell of the layers over words")
    Setting("layers", \.layers, in: 1...16, "bidirectional layers over words")
    Setting("rootBias", \.rootBias, in: 0...10, "…", writtenIf: { $0.rootBias > 0 })
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self.init()
    try update(from: decoder)
  }

  /// Writes all settings, but for some that have their defaults.
  public func encode(to encoder: any Encoder) throws { try encodeSettings(to: encoder) }
}

import ElmanNetworks

/// What the network of a language identifier looks like. A model file holds it as JSON.
///
/// JSON may leave out any setting, which then has its default, and may hold no others.
public struct IdentifierConfiguration: Sendable, Hashable {
  /// The recurrent cell over the characters of a word.
  public var cell = CellKind.sru
  /// The units of each direction.
  public var hiddenSize = 80
  /// The size of the vector of a character and those before it.
  public var pieceSize = 40
  /// The most pieces of words, of one character and of several, that have vectors.
  public var pieceCount = 50_000
  /// A piece seen less often in the training texts of any language has none.
  public var minimumPieceCount = 3
  /// The most characters of a piece.
  public var longestPiece = 5
  /// The probability of zero for each element of a piece's vector, in training.
  public var inputDropout: Float = 0.1
  /// The same for each element of a text's vector.
  public var outputDropout: Float = 0.3

  /// The default configuration.
  public init() {}
}

extension IdentifierConfiguration: ShapedConfiguration, ModelConfiguration {
  /// Nothing that training finds out.
  package typealias Shape = IdentifierShape

  /// The settings.
  @SettingsBuilder<Configured<IdentifierConfiguration>>
  package static var settings: [Setting<Configured<IdentifierConfiguration>>] {
    Setting("cell", \.settings.cell, "the cell over the characters of a word")
    Setting("hiddenSize", \.settings.hiddenSize, in: 1...8192, "units of each direction")
    Setting(
      "pieceSize", \.settings.pieceSize, in: 1...8192,
      "size of the vector of a character and those before it")
    Setting(
      "pieceCount", \.settings.pieceCount, in: 1...10_000_000,
      "the most pieces of words that have vectors")
    Setting(
      "minimumPieceCount", \.settings.minimumPieceCount, in: 1...1_000_000,
      "a piece seen less often in the texts of any label has none")
    Setting("longestPiece", \.settings.longestPiece, in: 1...8, "the most characters of a piece")
    Setting("inputDropout", \.settings.inputDropout, in: 0...0.99, "dropout of pieces' vectors")
    Setting("outputDropout", \.settings.outputDropout, in: 0...0.99, "dropout of a text's vector")
  }

  /// Reads the settings that are there.
  public init(from decoder: any Decoder) throws {
    self = try Configured(from: decoder).settings
  }

  /// Writes all settings.
  public func encode(to encoder: any Encoder) throws {
    try Configured(self).encode(to: encoder)
  }
}

/// Of a language identifier training finds out no sizes.
package struct IdentifierShape: NetworkShape {
  package init() {}
}

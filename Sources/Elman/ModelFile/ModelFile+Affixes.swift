import ElmanTensors
import ElmanText

extension ModelFile {
  private static let affixes = "vocabulary.affixes"

  /// The affixes of a model that reads some.
  ///
  /// - Parameter size: the size of their vectors; 0 for a model that reads none.
  func affixes(ofSize size: Int) throws(ModelError) -> Affixes? {
    size > 0 ? Affixes(try vocabulary(Self.affixes)) : nil
  }

  /// Adds a model's affixes to what its file holds.
  static func add(
    _ affixes: Affixes?, precision: WeightPrecision, to contents: inout SafetensorsWriter
  ) {
    guard let affixes else { return }
    contents.add(Self.affixes, affixes.vocabulary, slots: precision == .float32)
  }
}

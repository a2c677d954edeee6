/// Morphological features, such as `Number=Plur|Person=3`, of which some may be left open.
package struct FeatureSet: Sendable, Hashable {
  private let values: [[UInt8]: [UInt8]]

  /// Reads features as CoNLL-U writes them; `_` is none.
  package init(_ text: some Sequence<UInt8>) {
    var values: [[UInt8]: [UInt8]] = [:]
    for feature in Array(text).split(separator: 0x7C) {
      guard let sign = feature.firstIndex(of: 0x3D) else { continue }
      values[Array(feature[..<sign])] = Array(feature[(sign + 1)...])
    }
    self.values = values
  }

  /// Whether there are none.
  package var isEmpty: Bool { values.isEmpty }

  /// Whether no feature has one value here and another there.
  package func agrees(with other: FeatureSet) -> Bool {
    values.allSatisfy { name, value in other.values[name].map { $0 == value } ?? true }
  }
}

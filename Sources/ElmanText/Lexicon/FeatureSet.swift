import ElmanBytes

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

  /// Why a text is not what CoNLL-U writes for features.
  package enum Fault: Error, Sendable {
    /// It is no names with values, such as `Number=Plur|Person=3`.
    case malformed
    /// A name stands there twice.
    case repeated

    /// What was to be there.
    package var expected: String {
      switch self {
      case .malformed: "features such as Number=Plur|Person=3"
      case .repeated: "each feature once"
      }
    }
  }

  /// Reads features as CoNLL-U writes them, and nothing else: names with values, each name once, without white
  /// space and control characters; `_` is none.
  package init(checking text: some Collection<UInt8>) throws(Fault) {
    self.init(text)
    if text.elementsEqual("_".utf8) { return }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    guard scalars.allSatisfy({ !$0.properties.isWhitespace && !$0.isControl }) else {
      throw .malformed
    }
    let features = text.split(separator: 0x7C, omittingEmptySubsequences: false)
    for feature in features {
      let parts = feature.split(separator: 0x3D, omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { throw .malformed }
    }
    guard values.count == features.count else { throw .repeated }
  }

  /// Whether there are none.
  package var isEmpty: Bool { values.isEmpty }

  /// Whether all features that are there have the same values here.
  package func holds(_ other: FeatureSet) -> Bool {
    other.values.allSatisfy { values[$0] == $1 }
  }

  /// Whether no feature has one value here and another there.
  package func agrees(with other: FeatureSet) -> Bool {
    values.allSatisfy { name, value in other.values[name].map { $0 == value } ?? true }
  }
}

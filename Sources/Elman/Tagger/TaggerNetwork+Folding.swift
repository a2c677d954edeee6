import ElmanNetworks
import ElmanTensors

extension TaggerNetwork {
  /// The weights of a network whose labels have columns of their own alone, out of those of one that learned with
  /// parts: the column of a label is the sum of its own and its parts'.
  ///
  /// - Parameters:
  ///   - weights: those of this network.
  ///   - plain: the same network without parts.
  package func fold(_ weights: ParameterBuffer, for plain: TaggerNetwork) -> ParameterBuffer {
    if heads.allSatisfy({ $0.parts == nil }) { return weights }
    let folded = MutableParameterBuffer(zerosFor: plain.layout)
    var parts: [Int: LabelParts] = [:]
    for head in heads {
      guard let own = head.parts else { continue }
      parts[head.projection.weights.offset] = own
      parts[head.projection.bias.offset] = own
    }
    for (entry, other) in zip(layout.entries, plain.layout.entries) {
      let target = folded[other.parameter]
      if let parts = parts[entry.parameter.offset] {
        parts.sum(weights[entry.parameter], into: target)
      } else {
        target.copy(from: weights[entry.parameter])
      }
    }
    return folded.readOnly
  }
}

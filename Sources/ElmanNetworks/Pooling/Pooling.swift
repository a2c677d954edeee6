import ElmanTensors

/// What makes one vector of a text from those of its tokens: `[rows, size]` becomes
/// `[segments, size]`.
///
/// A text's vector does not depend on the texts beside it, to the last bit.
package protocol Pooling: Layer
where
  Input == SegmentedRows, Output == MutableMatrixView, Trace == PoolingTrace,
  InputGradient == MutableMatrixView
{}

/// What the backward pass of any pooling needs. That all have one type of trace lets a network hold
/// `any Pooling`.
package struct PoolingTrace {
  let input: SegmentedRows
  /// Of attention: tanh(W h + b), `[rows, attentionSize]`, and the weights, `[rows, 1]`.
  var attention: (states: MutableMatrixView, weights: MutableMatrixView)?

  /// The share that each row has in its text's vector, which add up to 1 in each text; nil where
  /// the pooling is not attention. Valid until the pass begins anew.
  package var attentionWeights: [Float]? { attention?.weights.elements }
}

/// The poolings that a configuration can name.
public enum PoolingKind: String, Sendable, CaseIterable, Codable {
  /// A weighted sum with learned weights.
  case attention
  /// The last state of each direction.
  case last
  /// The mean.
  case mean
  /// The largest of each column.
  case max

  /// The pooling of rows of `size` columns; adds its parameters, if it has any, to a layout.
  ///
  /// - Parameters:
  ///   - size: the width of a row.
  ///   - attentionSize: the number of units that attention looks through.
  ///   - layout: gets the parameters.
  package func pooling(
    size: Int, attentionSize: Int, in layout: inout ParameterLayout
  ) -> any Pooling {
    switch self {
    case .attention: AttentionPooling(size: size, attentionSize: attentionSize, in: &layout)
    case .last: LastStatePooling()
    case .mean: MeanPooling()
    case .max: MaxPooling()
    }
  }
}

import ElmanTensors

/// Inverted dropout: in training each element is zero with probability `rate`, else scaled by
/// 1 / (1 - `rate`); at inference the input passes through.
///
/// Reference: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014, Dropout: A Simple
/// Way to Prevent Neural Networks from Overfitting.
public struct Dropout: Layer {
  /// The probability of zero.
  public let rate: Float

  /// Dropout with a rate in 0..<1.
  public init(rate: Float) {
    precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate)")
    self.rate = rate
  }

  /// Drops elements of a copy of the input. The trace is the seed of the choices, nil for none.
  public func forward(_ input: MatrixView, in pass: inout Pass) -> (
    output: MatrixView, trace: UInt32?
  ) {
    guard pass.mode == .training, rate > 0 else { return (input, nil) }
    let seed = UInt32(truncatingIfNeeded: pass.random.next())
    let output = pass.workspace.matrix(rows: input.rows, columns: input.columns)
    output.copy(from: input)
    output.dropOut(rate: rate, seed: seed)
    return (output, seed)
  }

  /// Makes the same choices in the gradient, in place.
  public func backward(_ outputGradient: MatrixView, through seed: UInt32?, in pass: inout Pass)
    -> MatrixView
  {
    if let seed { outputGradient.dropOut(rate: rate, seed: seed) }
    return outputGradient
  }
}

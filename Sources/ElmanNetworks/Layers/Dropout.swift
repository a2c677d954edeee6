import ElmanTensors

/// Inverted dropout: in training each element is zero with probability `rate`, else scaled by
/// 1 / (1 - `rate`); at inference the input passes through.
///
/// Reference: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014, Dropout: A Simple
/// Way to Prevent Neural Networks from Overfitting; Gal and Ghahramani, 2016, A Theoretically Grounded
/// Application of Dropout in Recurrent Neural Networks (one choice for all steps of a sequence).
package struct Dropout: Layer {
  /// A matrix of any kind.
  package typealias Input = MutableMatrixView
  /// One of the same shape.
  package typealias Output = MutableMatrixView
  /// The seed of the choices, nil for none.
  package typealias Trace = UInt32?

  /// The probability of zero.
  package let rate: Float
  /// Whether the steps of a sequence share one choice, which is then called variational.
  package let isVariational: Bool

  /// Dropout with a rate in 0..<1.
  package init(rate: Float, isVariational: Bool = false) {
    precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate)")
    self.rate = rate
    self.isVariational = isVariational
  }

  /// Drops elements of a copy of the input. The trace is the seed of the choices, nil for none.
  package func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: UInt32?
  ) {
    guard isVariational, pass.mode == .training, rate > 0 else {
      let (output, seed) = forward(input.values, in: &pass)
      return (PackedSequences(values: output, packing: input.packing), seed)
    }
    let seed = UInt32(truncatingIfNeeded: pass.random.next())
    let output = pass.workspace.matrix(rows: input.values.rows, columns: input.values.columns)
    output.copy(from: input.values)
    let dropped = PackedSequences(values: output, packing: input.packing)
    return (backward(dropped, through: seed, in: &pass), seed)
  }

  /// Makes the same choices in the gradient, in place.
  package func backward(
    _ outputGradient: PackedSequences, through seed: UInt32?, in pass: inout Pass
  ) -> PackedSequences {
    guard isVariational, let seed else {
      let values = backward(outputGradient.values, through: seed, in: &pass)
      return PackedSequences(values: values, packing: outputGradient.packing)
    }
    // A sequence has the same place among the rows of each step.
    for step in 0..<outputGradient.packing.stepCount {
      outputGradient.values.rows(outputGradient.packing.rows(ofStep: step))
        .dropOut(rate: rate, seed: seed)
    }
    return outputGradient
  }

  /// Drops elements of a copy of the input. The trace is the seed of the choices, nil for none.
  package func forward(_ input: MutableMatrixView, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: UInt32?
  ) {
    guard pass.mode == .training, rate > 0 else { return (input, nil) }
    let seed = UInt32(truncatingIfNeeded: pass.random.next())
    let output = pass.workspace.matrix(rows: input.rows, columns: input.columns)
    output.copy(from: input)
    output.dropOut(rate: rate, seed: seed)
    return (output, seed)
  }

  /// Makes the same choices in the gradient, in place.
  package func backward(
    _ outputGradient: MutableMatrixView, through seed: UInt32?, in pass: inout Pass
  )
    -> MutableMatrixView
  {
    if let seed { outputGradient.dropOut(rate: rate, seed: seed) }
    return outputGradient
  }
}

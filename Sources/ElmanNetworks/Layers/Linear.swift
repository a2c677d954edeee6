import ElmanTensors

/// y = x W + b.
package struct Linear: Layer {
  /// W, `[inputSize, outputSize]`.
  package let weights: Parameter
  /// b, `[1, outputSize]`.
  package let bias: Parameter

  /// Adds the layer's parameters to a layout.
  package init(
    _ name: String, inputSize: Int, outputSize: Int, in layout: inout ParameterLayout
  ) {
    (weights, bias) = layout.scope(name) {
      (
        $0.add("weights", rows: inputSize, columns: outputSize, .glorotUniform()),
        $0.add("bias", rows: 1, columns: outputSize, use: .dense, .zeros)
      )
    }
  }

  /// Maps `[rows, inputSize]` to `[rows, outputSize]`.
  package func forward(_ input: MutableMatrixView, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: MutableMatrixView
  ) {
    let output = pass.workspace.matrix(rows: input.rows, columns: weights.columns)
    output.setProduct(
      input, pass.weights.factor(weights), start: .row(pass.weights[bias]), in: &pass.workspace)
    return (output, input)
  }

  /// dx = dy Wᵀ, dW = xᵀ dy, db = the column sums of dy.
  package func backward(
    _ outputGradient: MutableMatrixView, through input: MutableMatrixView, in pass: inout Pass
  )
    -> MutableMatrixView
  {
    backward(outputGradient, through: input, addingTo: nil, in: &pass)
  }

  /// The same for one of several layers with one input.
  ///
  /// - Parameters:
  ///   - outputGradient: dy.
  ///   - input: x.
  ///   - sum: what the other layers' dx add up to, if there are any: it gets this one's too,
  ///     and is returned.
  ///   - pass: a pass for training.
  package func backward(
    _ outputGradient: MutableMatrixView, through input: MutableMatrixView,
    addingTo sum: MutableMatrixView?,
    in pass: inout Pass
  ) -> MutableMatrixView {
    pass.gradient(of: weights).setProduct(
      input, pass.workspace.pack(outputGradient), leftTransposed: true, start: .result)
    pass.gradient(of: bias).addColumnSums(of: outputGradient)
    let inputGradient = sum ?? pass.workspace.matrix(rows: input.rows, columns: input.columns)
    inputGradient.setProduct(
      outputGradient, pass.packedTranspose(weights), start: sum == nil ? .zero : .result)
    return inputGradient
  }
}

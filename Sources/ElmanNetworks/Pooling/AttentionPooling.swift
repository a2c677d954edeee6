import ElmanTensors

/// A weighted sum of a text's rows h_i, whose weights a learned query q gives:
/// u_i = tanh(W h_i + b), s_i = q · u_i, α = softmax(s) over the text, and Σ α_i h_i comes out.
///
/// References: Bahdanau, Cho and Bengio, 2015, Neural Machine Translation by Jointly Learning to
/// Align and Translate (additive attention); Yang and others, 2016, Hierarchical Attention Networks
/// for Document Classification (the learned query).
package struct AttentionPooling: Pooling {
  /// W, `[size, attentionSize]`, and b.
  package let projection: Linear
  /// q, `[attentionSize, 1]`.
  package let query: Parameter

  /// Adds the layer's parameters to a layout, under the name `pooling`.
  package init(size: Int, attentionSize: Int, in layout: inout ParameterLayout) {
    projection = Linear("pooling", inputSize: size, outputSize: attentionSize, in: &layout)
    query = layout.scope("pooling") {
      $0.add("query", rows: attentionSize, columns: 1, .glorotUniform())
    }
  }

  /// Maps `[rows, size]` to `[segments, size]`.
  package func forward(_ input: SegmentedRows, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: PoolingTrace
  ) {
    let values = input.values
    let states = projection.forward(values, in: &pass).output
    states.applyTanh()
    let weights = pass.workspace.matrix(rows: values.rows, columns: 1)
    weights.setProduct(states, pass.weights.factor(query), in: &pass.workspace)
    let output = pass.workspace.zeros(rows: input.segments.count, columns: values.columns)
    for (index, segment) in input.segments.enumerated() {
      // The segment's scores lie one after another: a row, of which the softmax is taken.
      MutableMatrixView(base: weights.base + segment.lowerBound, rows: 1, columns: segment.count)
        .applySoftmax()
      for row in segment {
        output.addRow(index, from: values, row: row, scaledBy: weights[row, 0])
      }
    }
    return (output, PoolingTrace(input: input, attention: (states, weights)))
  }

  /// With the output's gradient dy: dα_i = dy · h_i, ds_i = α_i (dα_i - Σ α_j dα_j),
  /// du_i = ds_i q, dh_i = Wᵀ (du_i (1 - u_i²)) + α_i dy.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: PoolingTrace, in pass: inout Pass
  ) -> MutableMatrixView {
    guard let (states, weights) = trace.attention else {
      preconditionFailure("the trace of another pooling")
    }
    let values = trace.input.values
    let scoreGradient = pass.workspace.matrix(rows: values.rows, columns: 1)
    for (index, segment) in trace.input.segments.enumerated() {
      scoreGradient.rows(segment).setProduct(
        values.rows(segment),
        pass.workspace.pack(outputGradient.rows(index..<index + 1), transposed: true))
      var mean: Float = 0
      for row in segment { mean += weights[row, 0] * scoreGradient[row, 0] }
      for row in segment {
        scoreGradient[row, 0] = weights[row, 0] * (scoreGradient[row, 0] - mean)
      }
    }

    pass.gradient(of: query).setProduct(
      states, pass.workspace.pack(scoreGradient), leftTransposed: true, start: .result)
    let stateGradient = pass.workspace.matrix(rows: states.rows, columns: states.columns)
    stateGradient.setProduct(scoreGradient, pass.packedTranspose(query))
    stateGradient.multiplyByTanhDerivative(at: states)
    let inputGradient = projection.backward(stateGradient, through: values, in: &pass)
    for (index, segment) in trace.input.segments.enumerated() {
      for row in segment {
        inputGradient.addRow(row, from: outputGradient, row: index, scaledBy: weights[row, 0])
      }
    }
    return inputGradient
  }
}

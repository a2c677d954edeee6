import ElmanTensors

/// Bidirectional layers on top of each other, with dropout between them.
package struct RecurrentStack: Layer {
  /// The layers, the lowest first.
  package let layers: [BidirectionalLayer]
  /// Dropout between two layers.
  package let dropout: Dropout

  /// Adds the layers' parameters to a layout, layer n under the name n.
  package init(
    cell: any RecurrentCell, layerCount: Int, inputSize: Int, hiddenSize: Int, dropout: Float,
    in layout: inout ParameterLayout
  ) {
    self.init(
      cell: cell, inputSize: inputSize,
      hiddenSizes: Array(repeating: hiddenSize, count: layerCount),
      dropout: Dropout(rate: dropout), in: &layout)
  }

  /// The same with layers of different sizes.
  ///
  /// - Parameters:
  ///   - cell: the cell of all layers.
  ///   - inputSize: the width of an input.
  ///   - hiddenSizes: for each layer the units of a direction, the lowest first.
  ///   - dropout: dropout between two layers.
  ///   - recurrentDropout: the rate of dropout on the hidden states that a step gets from the one before.
  ///   - layout: gets the parameters.
  package init(
    cell: any RecurrentCell, inputSize: Int, hiddenSizes: [Int], dropout: Dropout,
    recurrentDropout: Float = 0, in layout: inout ParameterLayout
  ) {
    precondition(!hiddenSizes.isEmpty, "a stack of no layers")
    layers = hiddenSizes.enumerated().map { index, hiddenSize in
      layout.scope("\(index)") {
        BidirectionalLayer(
          cell: cell, inputSize: index == 0 ? inputSize : 2 * hiddenSizes[index - 1],
          hiddenSize: hiddenSize, recurrentDropout: recurrentDropout, in: &$0)
      }
    }
    self.dropout = dropout
  }

  /// The width of the output.
  package var outputSize: Int { layers[layers.count - 1].outputSize }

  /// What backward needs: for each layer its trace and that of the dropout before it.
  package struct Trace {
    let layers: [LayerTrace]
  }

  /// The trace of one layer.
  struct LayerTrace {
    let dropout: UInt32?
    let layer: BidirectionalLayer.Trace
  }

  /// Maps `[rows, inputSize]` to `[rows, outputSize]`.
  package func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    var traces = pass.takeLayerTraces()
    var current = input
    for (index, layer) in layers.enumerated() {
      var seed: UInt32?
      if index > 0 {
        (current, seed) = dropout.forward(current, in: &pass)
      }
      let (output, layerTrace) = layer.forward(current, in: &pass)
      traces.append(LayerTrace(dropout: seed, layer: layerTrace))
      current = output
    }
    pass.keep(traces)
    return (current, Trace(layers: traces))
  }

  /// Maps what the lowest layer has projected to `[rows, outputSize]`, at inference.
  func forward(_ rows: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    var current = layers[0].forward(rows, in: &pass)
    for layer in layers.dropFirst() { current = layer.forward(current, in: &pass).output }
    return current
  }

  /// Returns the gradient of the input.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) -> PackedSequences {
    var gradient = outputGradient
    for index in layers.indices.reversed() {
      let layerTrace = trace.layers[index]
      gradient = layers[index].backward(gradient, through: layerTrace.layer, in: &pass)
      gradient = dropout.backward(gradient, through: layerTrace.dropout, in: &pass)
    }
    return gradient
  }
}

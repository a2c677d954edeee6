import ElmanTensors

/// The hidden states of sequences whose steps have several features: for each a row of a table, all
/// side by side, then recurrent layers.
package struct FeatureEncoder: Sendable {
  /// The tables.
  package let tables: [Embedding]
  /// For each feature its table; features may share one.
  package let tableOfFeature: [Int]
  /// Dropout on the vectors.
  package let dropout: Dropout
  /// The recurrent layers.
  package let layers: RecurrentStack

  /// A table of vectors.
  package struct Table: Sendable {
    /// The name in the layout.
    package let name: String
    /// The number of vectors.
    package let count: Int
    /// The size of each.
    package let size: Int

    /// Describes a table.
    package init(_ name: String, count: Int, size: Int) {
      self.name = name
      self.count = count
      self.size = size
    }
  }

  /// Adds the encoder's parameters to a layout, those of the layers under the name `encoder`.
  package init(
    tables: [Table], tableOfFeature: [Int], inputDropout: Float, cell: any RecurrentCell,
    layerCount: Int, hiddenSize: Int, layerDropout: Float, in layout: inout ParameterLayout
  ) {
    self.tables = tables.map { Embedding($0.name, count: $0.count, size: $0.size, in: &layout) }
    self.tableOfFeature = tableOfFeature
    dropout = Dropout(rate: inputDropout)
    let inputSize = tableOfFeature.reduce(0) { $0 + tables[$1].size }
    layers = layout.scope("encoder") {
      RecurrentStack(
        cell: cell, layerCount: layerCount, inputSize: inputSize, hiddenSize: hiddenSize,
        dropout: layerDropout, in: &$0)
    }
  }

  /// The width of a hidden state.
  package var outputSize: Int { layers.outputSize }

  /// What backward needs.
  package struct Trace {
    let features: [[Int32]]
    let dropout: UInt32?
    let layers: RecurrentStack.Trace
  }

  /// Maps rows of tables to hidden states, `[rows, outputSize]`.
  ///
  /// - Parameters:
  ///   - features: for each feature the row of its table at each step, in packed order.
  ///   - packing: where each step of each sequence lies.
  ///   - pass: gives weights and memory.
  package func forward(
    _ features: [[Int32]], packing: SequencePacking, in pass: inout Pass
  ) -> (output: PackedSequences, trace: Trace) {
    let vectors = pass.workspace.matrix(
      rows: packing.rowCount, columns: columns[columns.count - 1].upperBound)
    for (feature, ids) in features.enumerated() {
      let table = tables[tableOfFeature[feature]]
      _ = table.forward(ids, into: vectors.columns(columns[feature]), in: &pass)
    }
    let input = dropout.forward(vectors, in: &pass)
    let hidden = layers.forward(PackedSequences(values: input.output, packing: packing), in: &pass)
    return (hidden.output, Trace(features: features, dropout: input.trace, layers: hidden.trace))
  }

  /// Adds the gradients of all parameters.
  package func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) {
    let input = layers.backward(outputGradient, through: trace.layers, in: &pass)
    let vectors = dropout.backward(input.values, through: trace.dropout, in: &pass)
    for (feature, ids) in trace.features.enumerated() {
      let table = tables[tableOfFeature[feature]]
      table.backward(vectors.columns(columns[feature]), through: ids, in: &pass)
    }
  }

  /// The width of what depends on a feature alone.
  package var projectedSize: Int { layers.layers[0].projectedSize }

  /// Some rows of the table of an encoder with a single feature, projected by the lowest layer, at
  /// inference: `[ids, projectedSize]`.
  package func projected(_ ids: [Int32], in pass: inout Pass) -> MutableMatrixView {
    precondition(tableOfFeature.count == 1, "\(tableOfFeature.count) features")
    let vectors = tables[0].forward(ids, in: &pass).output
    let projected = pass.workspace.matrix(rows: ids.count, columns: projectedSize)
    layers.layers[0].project(vectors, into: projected, in: &pass)
    return projected
  }

  /// Maps rows of the projected table to hidden states, at inference. The bits are those of the
  /// forward pass from features.
  package func forward(_ rows: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    layers.forward(rows, in: &pass)
  }

  /// For each feature its columns in a step's vector.
  private var columns: [Range<Int>] {
    var lower = 0
    return tableOfFeature.map { table in
      defer { lower += tables[table].table.columns }
      return lower..<lower + tables[table].table.columns
    }
  }
}

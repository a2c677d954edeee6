import ElmanTensors

/// The vector of what has several parts: the sum of theirs, such as of a word's affixes.
///
/// Reference: Bojanowski and others, 2017, Enriching Word Vectors with Subword Information.
package struct EmbeddingSum: Layer {
  /// The parts' vectors; part 0 is any unknown one, and counts for nothing.
  package let parts: Embedding

  /// The parts that a sum is made for: so many together have a vector of length about one at the start.
  private static let expectedCount: Float = 10

  /// Adds a table to a layout.
  package init(_ name: String, count: Int, size: Int, in layout: inout ParameterLayout) {
    parts = Embedding(
      name, count: count, size: size,
      initializer: .uniform(bound: (3 / (Float(size) * Self.expectedCount)).squareRoot()),
      in: &layout)
  }

  /// The width of a sum.
  package var outputSize: Int { parts.table.columns }

  /// What backward needs.
  package struct Trace {
    let ids: IdSequences
  }

  /// Maps sequences of parts to `[sequences, size]`.
  package func forward(_ sequences: IdSequences, in pass: inout Pass) -> (
    output: MutableMatrixView, trace: Trace
  ) {
    let output = pass.workspace.zeros(rows: sequences.count, columns: outputSize)
    pass.weights.addRows(
      sequences.ids, offsets: sequences.offsets, of: parts.table, to: output)
    return (output, Trace(ids: sequences))
  }

  /// Adds the gradient of each sum to those of its parts.
  package func backward(
    _ outputGradient: MutableMatrixView, through trace: Trace, in pass: inout Pass
  ) {
    let gradient = pass.workspace.zeros(rows: trace.ids.ids.count, columns: outputSize)
    forEachKnown(trace.ids) { sequence, place in
      gradient.copyRow(place, from: outputGradient, row: sequence)
    }
    parts.backward(gradient, through: trace.ids.ids, in: &pass)
  }

  private func forEachKnown(
    _ sequences: IdSequences, _ body: (_ sequence: Int, _ place: Int) -> Void
  ) {
    for sequence in 0..<sequences.count {
      for place in sequences.offsets[sequence]..<sequences.offsets[sequence + 1]
      where sequences.ids[place] != 0 {
        body(sequence, place)
      }
    }
  }
}

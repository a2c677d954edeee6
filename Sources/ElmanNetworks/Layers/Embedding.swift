import ElmanTensors

/// A table of vectors, one for each id.
package struct Embedding: Layer {
  /// The table, `[count, size]`.
  package let table: Parameter
  /// Whether training leaves the vectors as they are.
  package let isFrozen: Bool

  /// Adds a table of `count` vectors of `size` floats to a layout.
  package init(
    _ name: String, count: Int, size: Int, isFrozen: Bool = false,
    initializer: Initializer? = nil, in layout: inout ParameterLayout
  ) {
    self.isFrozen = isFrozen
    // Vectors of length about one, whatever their size.
    let uniform = Initializer.uniform(bound: (3 / Float(size)).squareRoot())
    table = layout.add(name, rows: count, columns: size, use: .table, initializer ?? uniform)
  }

  /// Looks up the vector of each id: `[ids, size]`.
  package func forward(_ ids: [Int32], in pass: inout Pass) -> (
    output: MutableMatrixView, trace: [Int32]
  ) {
    let output = pass.workspace.matrix(rows: ids.count, columns: table.columns)
    return (output, forward(ids, into: output, in: &pass))
  }

  /// Looks up the vector of each id and writes them to `output`.
  func forward(_ ids: [Int32], into output: MutableMatrixView, in pass: inout Pass) -> [Int32] {
    pass.weights.copyRows(ids, of: table, to: output)
    return ids
  }

  /// Adds each row's gradient to that of its vector.
  package func backward(
    _ outputGradient: MutableMatrixView, through ids: [Int32], in pass: inout Pass
  ) {
    if isFrozen { return }
    guard let gradients = pass.gradients else {
      preconditionFailure("backward in a pass for inference")
    }
    gradients.add(outputGradient, toRows: ids, of: table)
  }
}

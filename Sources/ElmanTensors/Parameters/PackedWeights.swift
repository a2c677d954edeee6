/// A network's weights, ready for products: the parameters and the panels of their matrices.
///
/// After the parameters change, call `pack()`. The rule of `MutableParameterBuffer` on threads holds.
package final class PackedWeights: Weights, @unchecked Sendable {
  /// The parameters.
  package let parameters: ParameterBuffer
  private let panels: UnsafeMutablePointer<Float>
  private let transposedPanels: UnsafeMutablePointer<Float>?
  private let entries: [Parameter: ParameterLayout.Entry]

  /// Packs the matrices of `parameters`, for training their transposes too (backward needs them).
  package init(_ parameters: ParameterBuffer, forTraining: Bool) {
    self.parameters = parameters
    let layout = parameters.layout
    func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
      UnsafeMutableRawPointer.allocate(
        byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64
      ).bindMemory(to: Float.self, capacity: max(1, count))
    }
    panels = allocate(layout.panelCount)
    transposedPanels = forTraining ? allocate(layout.transposedPanelCount) : nil
    entries = Dictionary(
      uniqueKeysWithValues: layout.entries.filter { $0.use == .product }.map {
        ($0.parameter, $0)
      })
    pack()
  }

  /// Packs the matrices of parameters that may move.
  package convenience init(_ parameters: MutableParameterBuffer, forTraining: Bool) {
    self.init(parameters.readOnly, forTraining: forTraining)
  }

  deinit {
    UnsafeMutableRawPointer(panels).deallocate()
    if let transposedPanels { UnsafeMutableRawPointer(transposedPanels).deallocate() }
  }

  /// Single precision.
  package var precision: WeightPrecision { .float32 }

  /// The parameters.
  package var singlePrecision: ParameterBuffer { parameters }

  /// Packs all matrices again.
  package func pack() {
    for entry in parameters.layout.entries { pack(entry) }
  }

  /// Packs one parameter again, if it is a matrix of products.
  package func pack(_ entry: ParameterLayout.Entry) {
    guard entry.use == .product else { return }
    let matrix = parameters[entry.parameter]
    _ = PackedMatrix(matrix, transposed: false, into: panels + entry.panelOffset)
    if let transposedPanels {
      _ = PackedMatrix(
        matrix, transposed: true, into: transposedPanels + entry.transposedPanelOffset)
    }
  }

  /// One parameter's matrix.
  package subscript(_ parameter: Parameter) -> MatrixView { parameters[parameter] }

  /// A matrix packed as the right-hand side of a product.
  package func packed(_ parameter: Parameter) -> PackedMatrix {
    guard let entry = entries[parameter] else {
      preconditionFailure("\(parameter) is not used in products")
    }
    return PackedMatrix(
      panels: panels + entry.panelOffset, depth: parameter.rows, columns: parameter.columns)
  }

  /// A matrix as the right-hand side of products.
  package func factor(_ parameter: Parameter) -> ProductFactor { .single(packed(parameter)) }

  /// Copies the row of each id of a table to the rows of `output`.
  package func copyRows(_ ids: [Int32], of table: Parameter, to output: MutableMatrixView) {
    precondition(ids.count == output.rows)
    let vectors = parameters[table]
    for (row, id) in ids.enumerated() { output.copyRow(row, from: vectors, row: Int(id)) }
  }

  /// Adds to each row of `output` the rows of some ids of a table, but for those of id 0.
  package func addRows(
    _ ids: [Int32], offsets: [Int], of table: Parameter, to output: MutableMatrixView
  ) {
    precondition(offsets.count == output.rows + 1)
    let vectors = parameters[table]
    for row in 0..<output.rows {
      for id in ids[offsets[row]..<offsets[row + 1]] where id != 0 {
        output.addRow(row, from: vectors, row: Int(id))
      }
    }
  }

  /// Adds all parameters to a file, in the layout's order.
  package func add(to file: inout SafetensorsWriter) { file.add(parameters) }

  /// The transpose of a matrix packed as the right-hand side of a product.
  package func packedTranspose(_ parameter: Parameter) -> PackedMatrix {
    guard let entry = entries[parameter], let transposedPanels else {
      preconditionFailure("\(parameter) has no packed transpose")
    }
    return PackedMatrix(
      panels: transposedPanels + entry.transposedPanelOffset, depth: parameter.columns,
      columns: parameter.rows)
  }
}

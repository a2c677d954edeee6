/// A network's weights in the form in which layers read them.
///
/// A network goes through the same layers with any form; `PackedWeights` are in single precision,
/// `QuantizedWeights` in bytes.
package protocol Weights: AnyObject, Sendable {
  /// What the numbers are stored as.
  var precision: WeightPrecision { get }

  /// All parameters in single precision: of bytes what they stand for.
  var singlePrecision: ParameterBuffer { get }

  /// A parameter that is neither the right-hand side of products nor a table, such as a bias.
  subscript(_ parameter: Parameter) -> MatrixView { get }

  /// A matrix as the right-hand side of products.
  func factor(_ parameter: Parameter) -> ProductFactor

  /// Copies the row of each id of a table to the rows of `output`.
  func copyRows(_ ids: [Int32], of table: Parameter, to output: MutableMatrixView)

  /// Adds to each row of `output` the rows of some ids of a table, but for those of id 0.
  ///
  /// - Parameters:
  ///   - ids: those of all rows, one row after the other.
  ///   - offsets: where those of each row begin; one more for the end.
  ///   - table: the table.
  ///   - output: `[offsets.count - 1, table.columns]`.
  func addRows(_ ids: [Int32], offsets: [Int], of table: Parameter, to output: MutableMatrixView)

  /// Adds all parameters to a file, in the layout's order.
  func add(to file: inout SafetensorsWriter)
}

/// What the numbers of a network are stored as.
package enum WeightPrecision: String, Sendable {
  /// Single precision throughout.
  case float32
  /// Matrices and tables as bytes with scales; what is small in single precision.
  case int8
}

/// The right-hand side of a product, in one of the forms that the kernels know.
package enum ProductFactor {
  /// In single precision.
  case single(PackedMatrix)
  /// In bytes.
  case quantized(QuantizedMatrix)
}

extension MutableMatrixView {
  /// Sets this matrix to `start` + `left` · `right`.
  ///
  /// - Parameters:
  ///   - left: `[rows, depth]`.
  ///   - right: `[depth, columns]`.
  ///   - start: what the product is added to.
  ///   - workspace: gives room for `left` in bytes, where that is needed.
  package func setProduct(
    _ left: some Matrix, _ right: ProductFactor, start: ProductStart = .zero,
    in workspace: inout Workspace
  ) {
    switch right {
    case .single(let right): setProduct(left, right, start: start)
    case .quantized(let right):
      setQuantizedProduct(left, right, start: start, in: &workspace)
    }
  }
}

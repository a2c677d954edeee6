import CElmanKernels

/// A network's weights in bytes, for inference: matrices with one scale a column, tables with one
/// scale a row, what is small in single precision.
///
/// They are made from a file, whose memory they borrow. In a file the tensor of a parameter holds
/// its bytes, and a second one, `name.scales`, the scales. The class is `@unchecked Sendable` because
/// it stores pointers: nobody writes to the memory.
package final class QuantizedWeights: Weights, @unchecked Sendable {
  private enum Form {
    case dense(MatrixView)
    case factor(QuantizedMatrix)
    case table(UnsafeBufferPointer<Int8>, scales: UnsafeBufferPointer<Float>)
  }

  private let layout: ParameterLayout
  private let file: SafetensorsFile
  private var forms: [Parameter: Form] = [:]

  /// Bytes.
  package var precision: WeightPrecision { .int8 }

  /// Reads the parameters of a layout.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, `wrongType`, `wrongShape`, `misaligned`.
  package init(_ file: SafetensorsFile, layout: ParameterLayout) throws(SafetensorsError) {
    self.layout = layout
    self.file = file
    for entry in layout.entries {
      forms[entry.parameter] = try Self.form(of: entry, in: file)
    }
  }

  private static func form(
    of entry: ParameterLayout.Entry, in file: SafetensorsFile
  ) throws(SafetensorsError) -> Form {
    let (name, parameter) = (entry.name, entry.parameter)
    let shape: [Int?] = [parameter.rows, parameter.columns]
    guard let scaleCount = entry.scaleCount else {
      let floats = try file.values(of: name, as: Float.self, shape: shape)
      guard let base = floats.baseAddress else {
        throw .wrongShape(path: file.path, tensor: name, expected: shape, found: [])
      }
      return .dense(MatrixView(base: base, rows: parameter.rows, columns: parameter.columns))
    }
    let bytes = try file.values(of: name, as: Int8.self, shape: shape)
    let scales = try file.values(of: entry.scalesName, as: Float.self, shape: [scaleCount])
    return entry.use == .table
      ? .table(bytes, scales: scales)
      : .factor(
        QuantizedMatrix(
          bytes: bytes.span, scales: scales.span, depth: parameter.rows,
          columns: parameter.columns))
  }

  /// A parameter in single precision.
  package subscript(_ parameter: Parameter) -> MatrixView {
    guard case .dense(let matrix) = forms[parameter] else {
      preconditionFailure("\(parameter) is in bytes")
    }
    return matrix
  }

  /// A matrix as the right-hand side of products.
  package func factor(_ parameter: Parameter) -> ProductFactor {
    guard case .factor(let matrix) = forms[parameter] else {
      preconditionFailure("\(parameter) is not used in products")
    }
    return .quantized(matrix)
  }

  /// Copies the row of each id of a table to the rows of `output`.
  package func copyRows(_ ids: [Int32], of table: Parameter, to output: MutableMatrixView) {
    guard case .table(let bytes, let scales) = forms[table], let base = bytes.baseAddress else {
      preconditionFailure("\(table) is no table")
    }
    precondition(ids.count == output.rows && table.columns == output.columns)
    for (row, id) in ids.enumerated() {
      precondition(id >= 0 && id < table.rows)
      elman_dequantize(
        table.columns, base + Int(id) * table.columns, scales[Int(id)],
        output.base + row * output.stride)
    }
  }

  /// Adds to each row of `output` the rows of some ids of a table, but for those of id 0.
  package func addRows(
    _ ids: [Int32], offsets: [Int], of table: Parameter, to output: MutableMatrixView
  ) {
    guard case .table(let bytes, let scales) = forms[table], let base = bytes.baseAddress else {
      preconditionFailure("\(table) is no table")
    }
    precondition(offsets.count == output.rows + 1 && table.columns == output.columns)
    for row in 0..<output.rows {
      for id in ids[offsets[row]..<offsets[row + 1]] where id != 0 {
        precondition(id > 0 && id < table.rows)
        elman_add_dequantized(
          table.columns, base + Int(id) * table.columns, scales[Int(id)],
          output.base + row * output.stride)
      }
    }
  }

  /// All parameters in single precision: each byte times its scale.
  package var singlePrecision: ParameterBuffer {
    let buffer = MutableParameterBuffer(zerosFor: layout)
    for (parameter, form) in forms {
      let matrix = buffer[parameter]
      switch form {
      case .dense(let values): matrix.copy(from: values)
      case .factor(let factor):
        for row in 0..<matrix.rows {
          for column in 0..<matrix.columns { matrix[row, column] = factor[row, column] }
        }
      case .table: copyRows((0..<matrix.rows).map { Int32($0) }, of: parameter, to: matrix)
      }
    }
    return buffer.readOnly
  }

  /// Adds all parameters to a file, as they are in the file that they came from.
  package func add(to writer: inout SafetensorsWriter) {
    for entry in layout.entries {
      for name in entry.scaleCount == nil ? [entry.name] : [entry.name, entry.scalesName] {
        guard let tensor = file.tensor(named: name), let type = tensor.type else { continue }
        writer.add(
          name, type: type, bytes: Array(file.owner.bytes[tensor.byteRange]), shape: tensor.shape)
      }
    }
  }
}

extension ParameterLayout.Entry {
  /// The tensor that holds a quantised parameter's scales.
  fileprivate var scalesName: String { "\(name).scales" }

  /// How many scales a quantised parameter has: one a column where it is a matrix of products, one
  /// a row where it is a table; `nil` where it stays in single precision.
  fileprivate var scaleCount: Int? {
    switch use {
    case .product: parameter.columns
    case .table: parameter.rows
    case .dense: nil
    }
  }
}

extension SafetensorsWriter {
  /// Adds all parameters in bytes, in the layout's order.
  package mutating func add(quantizing parameters: ParameterBuffer) {
    var workspace = Workspace()
    for entry in parameters.layout.entries {
      workspace.reset()
      let matrix = parameters[entry.parameter]
      let shape = [matrix.rows, matrix.columns]
      switch entry.use {
      case .dense: add(entry.name, matrix.elements, shape: shape)
      case .product:
        var bytes = [Int8](repeating: 0, count: matrix.rows * matrix.columns)
        var scales = [Float](repeating: 0, count: matrix.columns)
        elman_quantize_columns(
          matrix.rows, matrix.columns, matrix.base, matrix.stride, &bytes, &scales)
        add(entry.name, bytes, shape: shape)
        add(entry.scalesName, scales, shape: [scales.count])
      case .table:
        let rows = workspace.quantize(matrix)
        add(entry.name, rows.signedBytes, shape: shape)
        add(entry.scalesName, rows.scaleValues, shape: [matrix.rows])
      }
    }
  }
}

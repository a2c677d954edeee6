import ElmanTensors

/// The matrix product of bytes beside the most that the core can do, and beside single precision.
struct QuantizedProductCase: BenchmarkCase {
  static let name = "int8"
  static let heading = "Matrix products of bytes"
  static let summary = "matrix product of bytes with a packed right-hand side"

  let options: BenchmarkOptions

  func run() -> [Row] {
    let peak = MachinePeak(stopwatch).bytes
    let shapes = [1, 8, 32, 512].flatMap { rows in
      [(rows, 800, 200), (rows, 1024, 256), (rows, 800, 416)]
    }
    return shapes.map { rows, columns, depth in
      var workspace = Workspace()
      var random = Random(seed: 1)
      let left = workspace.randomMatrix(rows: rows, columns: depth, &random)
      let right = workspace.randomMatrix(rows: depth, columns: columns, &random)
      let result = workspace.matrix(rows: rows, columns: columns)
      let packed = workspace.pack(right)
      let quantized = QuantizedMatrix(quantizing: right)
      let bytes = workspace.quantizedRows(rows: rows, columns: depth)
      let single = stopwatch.median { result.setProduct(left, packed) }
      let quantizing = stopwatch.median { bytes.quantize(left) }
      let product = stopwatch.median { result.setQuantizedProduct(bytes, quantized) }
      let speed = 2 * Double(rows * columns * depth) / product / 1e9
      return Row().with("rows", Double(rows), digits: 0)
        .with("columns", Double(columns), digits: 0).with("depth", Double(depth), digits: 0)
        .with("microseconds", product * 1e6).with("GOP/s", speed)
        .with("peak GOP/s", peak).with("share of peak %", 100 * speed / peak)
        .with("quantising rows, microseconds", quantizing * 1e6, digits: 2)
        .with("times fp32", single / product, digits: 2)
        .with("with quantising", single / (product + quantizing), digits: 2)
    }
  }
}

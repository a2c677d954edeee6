import ElmanTensors

/// The matrix product beside the most that the core can do.
struct ProductCase: BenchmarkCase {
  static let name = "product"
  static let heading = "Matrix products"
  static let summary = "matrix product with a packed right-hand side, single precision"

  let options: BenchmarkOptions

  func run() -> [Row] {
    let peak = MachinePeak(stopwatch).singlePrecision
    let shapes = [
      (1, 800, 200), (8, 800, 200), (32, 800, 200), (512, 800, 224), (1, 1024, 256), (8, 1024, 256),
      (200, 800, 800),
    ]
    return shapes.map { rows, columns, depth in
      var workspace = Workspace()
      var random = Random(seed: 1)
      let left = workspace.randomMatrix(rows: rows, columns: depth, &random)
      let right = workspace.randomMatrix(rows: depth, columns: columns, &random)
      let result = workspace.matrix(rows: rows, columns: columns)
      let packed = workspace.pack(right)
      let seconds = stopwatch.median { result.setProduct(left, packed) }
      let speed = 2 * Double(rows * columns * depth) / seconds / 1e9
      return Row().with("rows", Double(rows), digits: 0)
        .with("columns", Double(columns), digits: 0).with("depth", Double(depth), digits: 0)
        .with("microseconds", seconds * 1e6).with("GFLOP/s", speed)
        .with("peak GFLOP/s", peak).with("share of peak %", 100 * speed / peak)
    }
  }
}

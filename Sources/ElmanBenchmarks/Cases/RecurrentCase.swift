import ElmanNetworks

/// A bidirectional layer, forward and backward.
struct RecurrentCase: BenchmarkCase {
  static let name = "recurrent"
  static let summary =
    "bidirectional layer, 25 steps, 200 inputs, 200 units a direction, single precision and int8"

  let options: BenchmarkOptions

  func run() throws -> [Row] {
    try CellKind.allCases.flatMap { kind in
      try [1, 8, 32, 64].map { batch in try row(kind, batch: batch) }
    }
  }

  private func row(_ kind: CellKind, batch: Int) throws -> Row {
    let bench = try BidirectionalBench(kind, batch: batch)
    let forward = stopwatch.median(bench.forward)
    let both = stopwatch.median(bench.forwardAndBackward)
    let quantized = stopwatch.median(bench.quantizedForward)
    return Row().with("cell", kind.rawValue).with("batch", Double(batch), digits: 0)
      .with("forward ms", forward * 1e3, digits: 3)
      .with("forward GFLOP/s", bench.work / forward)
      .with("forward + backward ms", both * 1e3, digits: 3)
      .with("both GFLOP/s", 3 * bench.work / both)
      .with("int8 forward ms", quantized * 1e3, digits: 3)
      .with("int8 GOP/s", bench.work / quantized)
  }
}

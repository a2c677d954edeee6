import ElmanNetworks

/// A bidirectional layer, forward and backward.
struct RecurrentCase: BenchmarkCase {
  static let name = "recurrent"
  static let summary = "bidirectional layer, 25 steps, 200 inputs, 200 units a direction"

  private let stopwatch: Stopwatch

  init(_ options: BenchmarkOptions) { stopwatch = options.stopwatch }

  func run() -> [Row] {
    CellKind.allCases.flatMap { kind in
      [1, 8, 32, 64].map { batch in row(kind, batch: batch) }
    }
  }

  private func row(_ kind: CellKind, batch: Int) -> Row {
    let bench = BidirectionalBench(kind, batch: batch)
    let forward = stopwatch.median(bench.forward)
    let both = stopwatch.median(bench.forwardAndBackward)
    return Row().with("cell", kind.rawValue).with("batch", Double(batch), digits: 0)
      .with("forward ms", forward * 1e3, digits: 3)
      .with("forward GFLOP/s", bench.work / forward)
      .with("forward + backward ms", both * 1e3, digits: 3)
      .with("both GFLOP/s", 3 * bench.work / both)
  }
}

import ElmanNetworks

/// What a layer is to do, and how large it is. There are as many inputs as units a direction.
struct LayerShape: Hashable {
  enum Work: String, CaseIterable {
    case forward
    case both
    case int8

    /// The work in words.
    var text: String {
      switch self {
      case .forward: "forward"
      case .both: "forward and backward"
      case .int8: "int8 forward"
      }
    }
  }

  var work = Work.forward
  var batch = 32
  var hiddenSize = 200
  var steps = 25

  /// The tokens of a batch.
  var tokens: Int { batch * steps }
}

/// What a layer takes, here and in PyTorch.
struct LayerFigures {
  /// The seconds of a call.
  let seconds: Double
  /// The operations of its products, in thousand millions.
  let work: Double
  /// The seconds of a call in PyTorch, where it is installed.
  let peerSeconds: Double?
}

/// Layers of Elman and of PyTorch, measured in turns on the same core. Each shape is measured once.
final class LayerComparison {
  let peer: PyTorchLayer?
  private let stopwatch: Stopwatch
  private var known: [LayerShape: LayerFigures] = [:]

  /// - Parameter stopwatch: with the seconds for a turn of one side.
  init(_ stopwatch: Stopwatch, peer: PyTorchLayer?) {
    self.stopwatch = stopwatch
    self.peer = peer
  }

  /// The medians of three turns.
  func figures(_ shape: LayerShape) throws -> LayerFigures {
    if let figures = known[shape] { return figures }
    let (body, work) = try Self.body(shape)
    var (own, theirs): ([Double], [Double]) = ([], [])
    for _ in 0..<3 {
      own.append(stopwatch.median(body))
      if let seconds = peer?.median(of: shape, seconds: stopwatch.seconds) {
        theirs.append(seconds)
      }
    }
    let figures = LayerFigures(
      seconds: own.median, work: work, peerSeconds: theirs.isEmpty ? nil : theirs.median)
    known[shape] = figures
    return figures
  }

  private static func body(_ shape: LayerShape) throws -> (body: () -> Void, work: Double) {
    let bench = try BidirectionalBench(
      hiddenSize: shape.hiddenSize, batch: shape.batch, steps: shape.steps)
    return switch shape.work {
    case .forward: (bench.forward, bench.work)
    case .both: (bench.forwardAndBackward, 3 * bench.work)
    case .int8: (bench.quantizedForward, bench.work)
    }
  }
}

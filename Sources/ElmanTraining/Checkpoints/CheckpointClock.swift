/// Tells when the next checkpoint is due: after each epoch and, within long ones, once an interval has
/// passed, but so seldom that at most a fiftieth of the time goes into writing.
struct CheckpointClock {
  private static let workPerWriting = 50

  private let interval: Duration
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private var writing = Duration.zero

  /// A clock that begins now.
  ///
  /// - Parameter interval: the time between two checkpoints within an epoch; zero for one after each
  ///   batch.
  init(interval: Duration) {
    self.interval = interval
    last = clock.now
  }

  /// Whether one is due after a batch.
  var isDueWithinEpoch: Bool {
    interval == .zero || last.duration(to: clock.now) >= interval && isDueAfterEpoch
  }

  /// Whether one is due after an epoch.
  var isDueAfterEpoch: Bool {
    interval == .zero || last.duration(to: clock.now) >= writing * Self.workPerWriting
  }

  /// Writes one.
  mutating func write<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    let start = clock.now
    defer {
      last = clock.now
      writing = start.duration(to: last)
    }
    try body()
  }
}

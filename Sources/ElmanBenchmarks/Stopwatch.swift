/// Measures how long something takes.
struct Stopwatch {
  /// The seconds to spend on each measurement.
  let seconds: Double
  private let clock = ContinuousClock()

  init(seconds: Double) { self.seconds = seconds }

  /// The median of the seconds that one call takes, over at least five rounds of calls after one
  /// that does not count.
  func median(_ body: () -> Void) -> Double {
    let first = time(body)
    // A round takes at least a tenth of a millisecond, far above the clock's grain.
    let calls = max(1, Int(1e-4 / max(first, 1e-9)))
    var rounds: [Double] = []
    repeatedly { rounds.append(time { for _ in 0..<calls { body() } } / Double(calls)) }
    return rounds.median
  }

  /// Runs something until the time is over, at least five times.
  func repeatedly(_ body: () -> Void) {
    let start = clock.now
    var rounds = 0
    while rounds < 5 || start.duration(to: clock.now) / .seconds(1) < seconds {
      body()
      rounds += 1
    }
  }

  /// The seconds that one call takes.
  func time(_ body: () -> Void) -> Double {
    let start = clock.now
    body()
    return start.duration(to: clock.now) / .seconds(1)
  }
}

extension [Double] {
  /// The middle one; NaN for none.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}

import ElmanSystem

/// Measures how much time of the processor something takes. On a machine that does nothing else that
/// is the time on the wall; on another one it is what the work itself costs.
struct Stopwatch {
  /// The seconds to spend on each measurement.
  let seconds: Double

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

  /// The seconds of some work in parts: the sum of each part's median over at least five rounds, after
  /// one that does not count.
  ///
  /// Short parts are seldom interrupted by what else the machine does; long work always is.
  ///
  /// - Parameter prepare: done before each round, outside the time.
  func median(ofParts count: Int, prepare: () -> Void = {}, _ body: (Int) -> Void) -> Double {
    var parts = [[Double]](repeating: [], count: count)
    prepare()
    for part in 0..<count { body(part) }
    repeatedly {
      prepare()
      for part in 0..<count { parts[part].append(time { body(part) }) }
    }
    return parts.reduce(0) { $0 + $1.median }
  }

  /// Runs something until the time is over, at least five times.
  func repeatedly(_ body: () -> Void) {
    let start = Self.now
    var rounds = 0
    while rounds < 5 || Self.now - start < seconds {
      body()
      rounds += 1
    }
  }

  /// The seconds that one call takes.
  func time(_ body: () -> Void) -> Double {
    let start = Self.now
    body()
    return Self.now - start
  }

  /// The seconds that this process has computed so far.
  static var now: Double { ThisProcess.processorSeconds }
}

extension [Double] {
  /// The middle one; NaN for none.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}

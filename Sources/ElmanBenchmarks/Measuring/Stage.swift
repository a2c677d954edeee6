/// A part of some work: how long it takes, and how much it computes.
struct Stage {
  let name: String
  let seconds: Double
  /// The floating-point operations of its matrix products, if it is one.
  let work: Double?

  init(_ name: String, seconds: Double, work: Double? = nil) {
    self.name = name
    self.seconds = max(0, seconds)
    self.work = work
  }
}

/// The stages of some work, and how long it takes as a whole.
struct StageProfile {
  /// What the work is.
  let name: String
  let seconds: Double
  let stages: [Stage]
  /// The words that are worked on.
  let words: Int

  /// The stages as lines of a table, with what they leave, and the whole.
  ///
  /// - Parameter peak: the most that the core can do, in thousand millions of operations a second.
  func rows(peak: Double) -> [Row] {
    let rest = Stage("the rest", seconds: seconds - stages.reduce(0) { $0 + $1.seconds })
    let whole = Stage("all, \(words) words", seconds: seconds)
    return (stages + [rest, whole]).map { stage in
      let speed = stage.work.map { $0 / stage.seconds / 1e9 }
      return Row().with("of", name).with("stage", stage.name)
        .with("ms", stage.seconds * 1e3, digits: 2)
        .with("share %", 100 * stage.seconds / seconds)
        .with("GFLOP/s or GOP/s", speed).with("% of peak", speed.map { 100 * $0 / peak })
    }
  }
}

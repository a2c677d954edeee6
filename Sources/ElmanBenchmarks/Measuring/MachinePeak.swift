import CElmanKernels

/// The most that this core can do, measured.
struct MachinePeak {
  /// Floating-point operations a second in single precision, in thousand millions.
  let singlePrecision: Double
  /// Operations on bytes a second, in thousand millions.
  let bytes: Double

  init(_ stopwatch: Stopwatch) {
    let rounds = 20_000
    var sum: Float = 0
    let single = stopwatch.median { sum += elman_multiply_add_rounds(rounds) }
    var byteSum: Int64 = 0
    let bytes = stopwatch.median { byteSum += Int64(elman_multiply_add_rounds_int8(rounds)) }
    precondition(!sum.isNaN && byteSum > 0)
    singlePrecision = Double(24 * 16 * 2 * rounds) / single / 1e9
    self.bytes = Double(24 * 64 * 2 * rounds) / bytes / 1e9
  }
}

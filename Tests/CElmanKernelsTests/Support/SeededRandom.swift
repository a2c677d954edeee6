import ElmanTestSupport

/// Random numbers and floats that are the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var generator: SeededGenerator
  private let wild: Bool

  /// With `wild`, `floats` gives `wildFloats`.
  init(_ seed: UInt64, wild: Bool = false) {
    generator = SeededGenerator(seed: seed)
    self.wild = wild
  }

  mutating func next() -> UInt64 { generator.next() }

  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    wild ? wildFloats(count) : (0..<count).map { _ in Float.random(in: range, using: &self) }
  }

  /// Floats of every magnitude, among them infinities, NaN, zeros and subnormal numbers.
  mutating func wildFloats(_ count: Int) -> [Float] {
    let special: [Float] = [
      .infinity, -.infinity, .nan, 0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude,
      .greatestFiniteMagnitude, 88, 88.1, -87, -87.1, 1e30,
    ]
    return (0..<count).map { _ in
      next() % 4 == 0
        ? special[Int(next() % UInt64(special.count))]
        : Float(bitPattern: UInt32(truncatingIfNeeded: next()))
    }
  }
}

/// A small seeded generator, so that every run of a test sees the same numbers.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  private let wild: Bool

  /// With `wild`, `floats` gives `wildFloats`.
  init(_ seed: UInt64, wild: Bool = false) {
    state = seed
    self.wild = wild
  }

  // Reference: Steele, Lea and Flood, 2014, Fast Splittable Pseudorandom Number Generators.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

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

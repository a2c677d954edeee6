import ElmanLibc

/// A seeded generator of random numbers; equal seeds give equal numbers on every machine.
///
/// Reference: Blackman and Vigna, 2021, Scrambled Linear Pseudorandom Number Generators
/// (xoshiro256**), seeded by SplitMix64 (Steele, Lea and Flood, 2014).
package struct Random: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator of a seed.
  package init(seed: UInt64) {
    var counter = seed
    func next() -> UInt64 {
      counter &+= 0x9e37_79b9_7f4a_7c15
      var z = counter
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The generator of one of many streams of a seed, such as one for each batch and worker.
  package init(seed: UInt64, stream: UInt64) {
    var mixed = Random(seed: stream &* 0xd134_2543_de82_ef95 &+ 1)
    self.init(seed: seed ^ mixed.next())
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number in 0..<1, uniformly distributed.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the normal distribution of mean 0 and variance 1. It takes a logarithm and a cosine,
  /// whose last bit another machine's C library may round otherwise.
  ///
  /// Reference: Box and Muller, 1958, A Note on the Generation of Random Normal Deviates.
  package mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A whole number in 0..<`bound`, uniformly distributed.
  package mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next(upperBound: UInt64(bound)))
  }
}

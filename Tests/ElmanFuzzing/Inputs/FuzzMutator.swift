import ElmanTensors

/// Makes new inputs of seeds by small random changes; equal seeds give equal inputs on every machine.
///
/// It knows nothing of what the code covers: it is for short runs, where libFuzzer is missing.
public struct FuzzMutator {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var random: Random

  /// Bytes that formats and decoders treat apart.
  private static let specialBytes: [UInt8] = [
    0x00, 0x01, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x23, 0x28, 0x29, 0x2C, 0x2D, 0x2E, 0x30, 0x39, 0x3A,
    0x5B, 0x5C, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D, 0x7F, 0x80, 0xBF, 0xC2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF,
  ]

  /// A mutator of a target's seeds.
  ///
  /// - Parameters:
  ///   - target: what the inputs are for.
  ///   - others: more inputs to change.
  ///   - seed: the seed of chance.
  public init(of target: FuzzTarget, and others: [[UInt8]] = [], seed: UInt64) {
    seeds = target.seeds + others
    words = target.dictionary.map { Array($0.utf8) }
    random = Random(seed: seed)
  }

  /// The next input.
  public mutating func next() -> [UInt8] {
    var input = seeds.isEmpty ? [] : seeds[random.index(below: seeds.count)]
    for _ in 0...random.index(below: 6) { change(&input) }
    return input
  }

  private mutating func change(_ input: inout [UInt8]) {
    let place = random.index(below: input.count + 1)
    switch random.index(below: 8) {
    case 0: if place < input.count { input[place] ^= 1 << UInt8(random.index(below: 8)) }
    case 1: if place < input.count { input[place] = specialByte() }
    case 2: input.insert(specialByte(), at: place)
    case 3: input.removeSubrange(place..<min(input.count, place + 1 + random.index(below: 8)))
    case 4: input.removeLast(input.count - place)
    case 5:
      let end = min(input.count, place + 1 + random.index(below: 24))
      let piece = input[place..<end]
      input.insert(contentsOf: Array(piece), at: random.index(below: input.count + 1))
    case 6:
      guard !words.isEmpty else { return }
      input.insert(contentsOf: words[random.index(below: words.count)], at: place)
    default:
      guard !seeds.isEmpty else { return }
      let other = seeds[random.index(below: seeds.count)]
      input = Array(input[..<place] + other.dropFirst(random.index(below: other.count + 1)))
    }
  }

  private mutating func specialByte() -> UInt8 {
    Self.specialBytes[random.index(below: Self.specialBytes.count)]
  }
}

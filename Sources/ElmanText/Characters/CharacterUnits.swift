/// Where tokens and sentences end, as a network tells it of each unit of a text.
package struct BoundaryLabel: OptionSet, Sendable, Hashable {
  /// The bits.
  package let rawValue: UInt8

  /// A label of the given bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A token ends with the unit.
  package static let token = BoundaryLabel(rawValue: 1)
  /// A sentence ends with that token.
  package static let sentence = BoundaryLabel(rawValue: 2)
  /// That token stands for several words.
  package static let multiword = BoundaryLabel(rawValue: 4)
}

/// The units of a text, side by side in arrays: a scalar or a run of white space each.
package struct CharacterUnits: Sendable {
  /// What is known of a unit.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8

    static let whiteSpace = Flags(rawValue: 1)
    /// No token may end before the unit.
    static let joinsPrevious = Flags(rawValue: 2)
    /// White space that ends a line which is a text, or a paragraph.
    static let lineEnd = Flags(rawValue: 4)
    /// A token ends with the unit in any case.
    static let endsToken = Flags(rawValue: 8)
  }

  struct Unit {
    var symbol: UInt32
    var end: Int
    var flags: Flags
  }

  /// For each unit its scalar in NFC, or the number of its piece above all scalars; a space for
  /// white space, a line feed for that which ends a paragraph or a line.
  package private(set) var symbols: [UInt32] = []
  /// For each unit where it ends in the text, in bytes.
  package private(set) var ends: [Int] = []
  private(set) var flags: [Flags] = []
  private(set) var labels: [BoundaryLabel] = []

  /// The number of units.
  package var count: Int { symbols.count }

  /// Whether a unit is white space.
  package func isWhiteSpace(_ unit: Int) -> Bool { flags[unit].contains(.whiteSpace) }

  /// Whether a unit belongs to what precedes it, so that no token may end between them.
  package func joinsPrevious(_ unit: Int) -> Bool { flags[unit].contains(.joinsPrevious) }

  @inline(__always)
  mutating func append(symbol: UInt32, end: Int, flags: Flags) {
    symbols.append(symbol)
    ends.append(end)
    self.flags.append(flags)
    labels.append([])
  }

  /// Adds bytes to the last unit that nobody reads.
  mutating func extendLast(by count: Int) { ends[ends.count - 1] += count }

  mutating func join(_ unit: Int) { flags[unit].insert(.joinsPrevious) }

  mutating func endToken(_ unit: Int) { flags[unit].insert(.endsToken) }

  mutating func insert(_ label: BoundaryLabel, at unit: Int) { labels[unit].insert(label) }

  mutating func remove(_ label: BoundaryLabel, at unit: Int) { labels[unit].remove(label) }

  /// Lets nothing end with a unit.
  mutating func clear(_ unit: Int) { labels[unit] = [] }

  mutating func setLabels(_ new: [BoundaryLabel], from lower: Int) {
    labels.replaceSubrange(lower..<lower + new.count, with: new)
  }

  mutating func removeFirst(_ count: Int) {
    symbols.removeFirst(count)
    ends.removeFirst(count)
    flags.removeFirst(count)
    labels.removeFirst(count)
  }

  /// Makes one unit of each known piece of a word, from left to right and the longest first.
  mutating func merge(_ pieces: CharacterPieces, from lower: Int) {
    guard count - lower > 1 else { return }
    var text: [UInt8] = []
    var offsets = [0]
    text.reserveCapacity(4 * (count - lower))
    offsets.reserveCapacity(count - lower + 1)
    for index in lower..<count {
      appendScalar(symbols[index], to: &text)
      offsets.append(text.count)
    }
    var target = lower
    text.withUnsafeBufferPointer { text in
      var index = lower
      while index < count {
        let (length, symbol) = pieces.longest(in: text, offsets, from: index - lower)
        symbols[target] = symbol ?? symbols[index]
        flags[target] = flags[index]
        if flags[index + length - 1].contains(.endsToken) { flags[target].insert(.endsToken) }
        ends[target] = ends[index + length - 1]
        target += 1
        index += length
      }
    }
    let rest = count - target
    symbols.removeLast(rest)
    ends.removeLast(rest)
    flags.removeLast(rest)
    labels.removeLast(rest)
  }

  /// Takes the last units away and returns them.
  mutating func removeLast(_ count: Int) -> [Unit] {
    let removed = (self.count - count..<self.count).map {
      Unit(symbol: symbols[$0], end: ends[$0], flags: flags[$0])
    }
    symbols.removeLast(count)
    ends.removeLast(count)
    flags.removeLast(count)
    labels.removeLast(count)
    return removed
  }

  mutating func shift(by distance: Int) {
    for index in ends.indices { ends[index] += distance }
  }
}

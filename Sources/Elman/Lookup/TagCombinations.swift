/// The labels that tokens have together in several columns, such as a part of speech with features.
///
/// Columns are decided each for itself. Where the best labels of each never stand together, those are
/// taken of the combinations known whose sum of log probabilities is greatest. Since these are scores
/// less a number that all labels of a column share, the sum of the scores decides.
package struct TagCombinations: Sendable {
  /// The columns of a combination, by their numbers among the tagger's, in ascending order.
  package let columns: [Int]
  /// The labels of all combinations, one after the other, each combination once and in ascending order.
  let labels: [Int32]

  /// For each place in a combination but the last, and each combination, where those end that begin with the
  /// same labels up to that place.
  private let ends: [[Int32]]
  /// Combinations that are packed in a number, in a hash table; `empty` where there is none.
  private let slots: [UInt64]

  private static let empty = UInt64.max
  /// The bits of a label in a packed combination.
  private static let bits: UInt64 = 21

  /// The most columns of a combination.
  package static let maximumColumns = 3
  /// The most labels of a column.
  package static let maximumLabels = 1 << 20

  /// How many combinations there are.
  var count: Int { labels.count / columns.count }

  /// Combinations, of which those that stand there twice count once.
  ///
  /// - Parameters:
  ///   - combinations: for each the labels of the columns.
  ///   - columns: the columns, at least one and at most ``maximumColumns``.
  package init(_ combinations: some Collection<[Int32]>, columns: [Int]) {
    precondition((1...Self.maximumColumns).contains(columns.count), "\(columns.count) columns")
    let width = columns.count
    let packed = Set(
      combinations.map { combination in
        precondition(
          combination.count == width
            && combination.allSatisfy { $0 >= 0 && $0 < Self.maximumLabels })
        return combination.reduce(0 as UInt64) { $0 << Self.bits | UInt64($1) }
      }
    ).sorted()
    self.columns = columns
    let labels = packed.flatMap { combination in
      (0..<width).reversed().map {
        Int32(combination >> (Self.bits * UInt64($0)) & (1 << Self.bits - 1))
      }
    }
    self.labels = labels
    var ends: [[Int32]] = []
    for level in 0..<width - 1 {
      let shift = Self.bits * UInt64(width - 1 - level)
      var list = [Int32](repeating: Int32(packed.count), count: packed.count)
      for index in packed.indices.dropLast().reversed()
      where packed[index] >> shift != packed[index + 1] >> shift {
        list[index] = Int32(index + 1)
      }
      for index in packed.indices.dropLast().reversed()
      where packed[index] >> shift == packed[index + 1] >> shift {
        list[index] = list[index + 1]
      }
      ends.append(list)
    }
    self.ends = ends
    var capacity = 4
    while capacity < 4 * packed.count { capacity *= 2 }
    var slots = [UInt64](repeating: Self.empty, count: capacity)
    for combination in packed {
      var slot = Self.slot(of: combination, capacity)
      while slots[slot] != Self.empty { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = combination
    }
    self.slots = slots
  }

  @inline(__always)
  private static func slot(of combination: UInt64, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: (combination &* 0x9E37_79B9_7F4A_7C15) >> 32) & (capacity - 1)
  }

  /// Whether labels, one a column, stand together.
  func allow(_ labels: [Int32]) -> Bool {
    var rows: [Int32] = []
    appendRows(notAllowedBy: labels.map { [$0] }, to: &rows)
    return rows.isEmpty
  }

  /// Appends the rows where labels do not stand together.
  ///
  /// - Parameters:
  ///   - labels: for each column the labels of all rows.
  ///   - rows: what the rows are appended to.
  func appendRows(notAllowedBy labels: [[Int32]], to rows: inout [Int32]) {
    // Of known length, so that nothing is looked up in an array of arrays.
    let first = labels[0]
    let second = labels.count > 1 ? labels[1] : []
    let third = labels.count > 2 ? labels[2] : []
    for row in first.indices {
      var packed = UInt64(first[row])
      if !second.isEmpty { packed = packed << Self.bits | UInt64(second[row]) }
      if !third.isEmpty { packed = packed << Self.bits | UInt64(third[row]) }
      if !contains(packed) { rows.append(Int32(row)) }
    }
  }

  @inline(__always)
  private func contains(_ combination: UInt64) -> Bool {
    var slot = Self.slot(of: combination, slots.count)
    while slots[slot] != Self.empty {
      if slots[slot] == combination { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// The combination with the best sum of scores.
  ///
  /// - Parameters:
  ///   - limits: for each column a number that no score exceeds; the less it is, the less is looked at.
  ///   - score: the score of a label in a column, both by their numbers.
  /// - Returns: the number of the combination; of equally good ones the first. `nil` if there is none whose scores
  ///   are numbers.
  func bestCombination(limits: [Float], score: (Int, Int32) -> Float) -> Int? {
    let width = columns.count
    var greatest: (number: Int, sum: Float)?
    var number = 0
    search: while number < count {
      var sum: Float = 0
      for place in 0..<width {
        let label = labels[number * width + place]
        let isLast = place == width - 1
        sum += score(place, label)
        // What the columns left could add at most. Rounding keeps the order, so that nothing better is missed.
        if !isLast, let greatest {
          var bound = sum
          for other in place + 1..<width { bound += limits[other] }
          if bound <= greatest.sum {
            number = Int(ends[place][number])
            continue search
          }
        }
      }
      if greatest.map({ sum > $0.sum }) ?? !sum.isNaN { greatest = (number, sum) }
      number += 1
    }
    return greatest?.number
  }

  /// The labels of a combination.
  func combination(_ number: Int) -> ArraySlice<Int32> {
    labels[number * columns.count..<(number + 1) * columns.count]
  }
}

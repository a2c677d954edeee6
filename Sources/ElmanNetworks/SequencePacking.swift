import ElmanTensors

/// How sequences of different lengths lie in one matrix without padding: time-major, the longest
/// sequence first.
///
/// The row of step t of sequence b is `offsets[t] + b`, and the first `activeCounts[t]` sequences
/// are alive at step t.
public struct SequencePacking: Sendable, Hashable {
  /// The lengths of the sequences, descending.
  public let lengths: [Int]
  /// For each sequence its place in the caller's list.
  public let order: [Int]
  /// For each step the number of sequences that are that long.
  public let activeCounts: [Int]
  /// For each step its first row; one more for the end.
  public let offsets: [Int]

  /// Packs sequences of the given lengths, which may come in any order. Sequences of equal length
  /// keep their order.
  public init(lengths unordered: [Int]) {
    precondition(unordered.allSatisfy { $0 > 0 }, "an empty sequence cannot be packed")
    order = unordered.indices.sorted {
      unordered[$0] != unordered[$1] ? unordered[$0] > unordered[$1] : $0 < $1
    }
    lengths = order.map { unordered[$0] }
    var activeCounts: [Int] = []
    var active = lengths.count
    for step in 0..<(lengths.first ?? 0) {
      while lengths[active - 1] <= step { active -= 1 }
      activeCounts.append(active)
    }
    self.activeCounts = activeCounts
    offsets = activeCounts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// The number of sequences.
  public var sequenceCount: Int { lengths.count }
  /// The number of steps of the longest sequence.
  public var stepCount: Int { activeCounts.count }
  /// The number of rows: the sum of all lengths.
  public var rowCount: Int { offsets[stepCount] }

  /// The row of a step of a sequence; sequences are numbered from the longest on.
  @inlinable
  public func row(step: Int, sequence: Int) -> Int { offsets[step] + sequence }

  /// The rows of one step.
  public func rows(ofStep step: Int) -> Range<Int> { offsets[step]..<offsets[step + 1] }

  /// The packed rows in the caller's order: those of its first sequence from its start on, then those
  /// of the second.
  public var rowsBySequence: [Int] {
    var rows = [Int](repeating: 0, count: rowCount)
    var starts = [Int](repeating: 0, count: sequenceCount)
    for sequence in 0..<sequenceCount { starts[order[sequence]] = lengths[sequence] }
    var next = 0
    for index in starts.indices { (starts[index], next) = (next, next + starts[index]) }
    for sequence in 0..<sequenceCount {
      let start = starts[order[sequence]]
      for step in 0..<lengths[sequence] {
        rows[start + step] = row(step: step, sequence: sequence)
      }
    }
    return rows
  }

  /// Brings values that stand sequence after sequence, in the caller's order, into packed order.
  public func pack<Value>(_ sequences: [[Value]]) -> [Value] {
    precondition(sequences.count == sequenceCount)
    var packed: [Value] = []
    packed.reserveCapacity(rowCount)
    for step in 0..<stepCount {
      for sequence in 0..<activeCounts[step] { packed.append(sequences[order[sequence]][step]) }
    }
    return packed
  }

  /// The inverse of `pack`.
  public func unpack<Value>(_ packed: [Value]) -> [[Value]] {
    precondition(packed.count == rowCount)
    var sequences = [[Value]](repeating: [], count: sequenceCount)
    for sequence in 0..<sequenceCount {
      sequences[order[sequence]] = (0..<lengths[sequence]).map {
        packed[row(step: $0, sequence: sequence)]
      }
    }
    return sequences
  }
}

/// A matrix whose rows are the steps of packed sequences.
public struct PackedSequences {
  /// `[rows, columns]`, rows as `packing` says.
  public let values: MatrixView
  /// Where each step of each sequence lies.
  public let packing: SequencePacking

  /// Pairs values with their packing.
  public init(values: MatrixView, packing: SequencePacking) {
    precondition(values.rows == packing.rowCount, "\(values) for \(packing.rowCount) rows")
    self.values = values
    self.packing = packing
  }
}

import ElmanTensors

/// How sequences of different lengths lie in one matrix without padding: time-major, the longest
/// sequence first.
///
/// The row of step t of sequence b is `offsets[t] + b`, and the first `activeCounts[t]` sequences
/// are alive at step t.
package struct SequencePacking: Sendable, Hashable {
  /// The lengths of the sequences, descending.
  package private(set) var lengths: [Int] = []
  /// For each sequence its place in the caller's list.
  package private(set) var order: [Int] = []
  /// For each step the number of sequences that are that long.
  package private(set) var activeCounts: [Int] = []
  /// For each step its first row; one more for the end.
  package private(set) var offsets = [0]

  /// No sequences.
  package init() {}

  /// Packs sequences of the given lengths, which may come in any order. Sequences of equal length
  /// keep their order.
  package init(lengths: [Int]) { set(lengths: lengths) }

  /// Packs other sequences, in the same memory.
  package mutating func set(lengths unordered: [Int]) {
    let longest = unordered.max() ?? 0
    activeCounts.removeAll(keepingCapacity: true)
    activeCounts.append(contentsOf: repeatElement(0, count: longest))
    for length in unordered {
      precondition(length > 0, "an empty sequence cannot be packed")
      activeCounts[length - 1] += 1
    }
    for step in activeCounts.indices.dropLast().reversed() {
      activeCounts[step] += activeCounts[step + 1]
    }

    // For each length the place of its next sequence: those that are longer come before.
    offsets.removeAll(keepingCapacity: true)
    for length in 0...longest { offsets.append(length < longest ? activeCounts[length] : 0) }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(0, count: unordered.count))
    lengths.removeAll(keepingCapacity: true)
    lengths.append(contentsOf: repeatElement(0, count: unordered.count))
    for (index, length) in unordered.enumerated() {
      let place = offsets[length]
      offsets[length] += 1
      (order[place], lengths[place]) = (index, length)
    }

    var end = 0
    for step in 0...longest {
      offsets[step] = end
      if step < longest { end += activeCounts[step] }
    }
  }

  /// The number of sequences.
  package var sequenceCount: Int { lengths.count }
  /// The number of steps of the longest sequence.
  package var stepCount: Int { activeCounts.count }
  /// The number of rows: the sum of all lengths.
  package var rowCount: Int { offsets[stepCount] }

  /// The row of a step of a sequence; sequences are numbered from the longest on.
  @inlinable
  package func row(step: Int, sequence: Int) -> Int { offsets[step] + sequence }

  /// The step that a row belongs to; `nil` for none.
  package func step(ofRow row: Int) -> Int? {
    var (lower, upper) = (0, stepCount)
    while lower < upper {
      let middle = (lower + upper) / 2
      if offsets[middle + 1] <= row { lower = middle + 1 } else { upper = middle }
    }
    return row >= 0 && lower < stepCount ? lower : nil
  }

  /// The rows of one step.
  package func rows(ofStep step: Int) -> Range<Int> { offsets[step]..<offsets[step + 1] }

  /// The packed rows in the caller's order: those of its first sequence from its start on, then those
  /// of the second.
  package var rowsBySequence: [Int] {
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

  /// Brings numbers that stand sequence after sequence, in the caller's order, into packed order.
  package func pack(_ sequences: [[Int32]]) -> [Int32] {
    precondition(sequences.count == sequenceCount)
    var packed: [Int32] = []
    packed.reserveCapacity(rowCount)
    for step in 0..<stepCount {
      for sequence in 0..<activeCounts[step] { packed.append(sequences[order[sequence]][step]) }
    }
    return packed
  }

  /// Brings values that stand sequence after sequence, in the caller's order, into packed order.
  @inlinable
  package func pack<Value>(_ sequences: [[Value]]) -> [Value] {
    precondition(sequences.count == sequenceCount)
    var packed: [Value] = []
    packed.reserveCapacity(rowCount)
    for step in 0..<stepCount {
      for sequence in 0..<activeCounts[step] { packed.append(sequences[order[sequence]][step]) }
    }
    return packed
  }

  /// The inverse of `pack`.
  @inlinable
  package func unpack<Value>(_ packed: [Value]) -> [[Value]] {
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
package struct PackedSequences {
  /// `[rows, columns]`, rows as `packing` says.
  package let values: MutableMatrixView
  /// Where each step of each sequence lies.
  package let packing: SequencePacking

  /// Pairs values with their packing.
  package init(values: MutableMatrixView, packing: SequencePacking) {
    precondition(values.rows == packing.rowCount, "\(values) for \(packing.rowCount) rows")
    self.values = values
    self.packing = packing
  }
}

/// Sequences of ids, one after another in one array, and packed for the layers.
package struct IdSequences: Sendable, Hashable {
  /// All ids.
  package private(set) var ids: [Int32] = []
  /// Where each sequence starts; one more for the end.
  package private(set) var offsets: [Int] = [0]
  /// Where each step of each sequence lies, once they are packed.
  package private(set) var packing = SequencePacking()
  /// The ids in packed order.
  package private(set) var packedIds: [Int32] = []
  private var lengths: [Int] = []

  /// No sequences.
  package init() {}

  /// The number of sequences.
  package var count: Int { offsets.count - 1 }

  /// One sequence.
  package subscript(index: Int) -> ArraySlice<Int32> { ids[offsets[index]..<offsets[index + 1]] }

  /// Adds a sequence, which must not be empty.
  package mutating func append(_ sequence: ArraySlice<Int32>) {
    ids.append(contentsOf: sequence)
    precondition(ids.count > offsets[offsets.count - 1], "an empty sequence of ids")
    offsets.append(ids.count)
  }

  /// Removes all sequences and keeps the memory for others.
  package mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
  }

  /// Packs the sequences, once all are there.
  package mutating func pack() {
    lengths.removeAll(keepingCapacity: true)
    for index in 0..<count { lengths.append(offsets[index + 1] - offsets[index]) }
    packing.set(lengths: lengths)
    packedIds.removeAll(keepingCapacity: true)
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        packedIds.append(ids[offsets[packing.order[sequence]] + step])
      }
    }
  }
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct SequencePackingTests {
  @Test func laysOutTimeMajor() {
    let packing = SequencePacking(lengths: [1, 3, 2, 3])
    #expect(packing.lengths == [3, 3, 2, 1])
    #expect(packing.order == [1, 3, 2, 0])
    #expect(packing.activeCounts == [4, 3, 2])
    #expect(packing.offsets == [0, 4, 7, 9])
    #expect(packing.rows(ofStep: 1) == 4..<7)
    #expect(packing.rowsBySequence == [3, 0, 4, 7, 2, 6, 1, 5, 8])
    #expect(
      packing.pack([["a"], ["b", "c", "d"], ["e", "f"], ["g", "h", "i"]])
        == ["b", "g", "e", "a", "c", "h", "f", "d", "i"])
  }

  @Test func nothingIsABatchToo() {
    let packing = SequencePacking(lengths: [])
    #expect(packing.rowCount == 0 && packing.stepCount == 0 && packing.sequenceCount == 0)
    #expect(packing.pack([[Int]]()).isEmpty)
    #expect(packing.unpack([Int]()).isEmpty)
  }

  @Test(arguments: 0..<50)
  func properties(seed: UInt64) {
    var random = Random(seed: seed)
    let lengths = (0...random.index(below: 12)).map { _ in 1 + random.index(below: 9) }
    let packing = SequencePacking(lengths: lengths)
    #expect(packing.order.sorted() == Array(lengths.indices))
    #expect(packing.lengths == lengths.sorted(by: >))
    #expect(packing.lengths == packing.order.map { lengths[$0] })
    #expect(packing.sequenceCount == lengths.count)
    #expect(packing.stepCount == lengths.max())
    #expect(packing.rowCount == lengths.reduce(0, +))
    for step in 0..<packing.stepCount {
      #expect(packing.activeCounts[step] == lengths.count { $0 > step })
      #expect(packing.rows(ofStep: step).count == packing.activeCounts[step])
    }
    for (first, second) in zip(packing.order, packing.order.dropFirst())
    where lengths[first] == lengths[second] { #expect(first < second, "equal ones keep order") }

    let sequences = lengths.indices.map { index in (0..<lengths[index]).map { [index, $0] } }
    let packed = packing.pack(sequences)
    #expect(packing.unpack(packed) == sequences)
    for sequence in 0..<packing.sequenceCount {
      for step in 0..<packing.lengths[sequence] {
        #expect(
          packed[packing.row(step: step, sequence: sequence)] == [packing.order[sequence], step])
      }
    }
  }
}

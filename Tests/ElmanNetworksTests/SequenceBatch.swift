import ElmanNetworks
import ElmanTensors

/// Sequences of vectors, of the given lengths.
func randomSequences(_ lengths: [Int], width: Int, seed: UInt64 = 6) -> [[[Float]]] {
  lengths.enumerated().map { index, length in
    let values = randomFloats(length * width, seed: seed + UInt64(index))
    return (0..<length).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}

/// Packs sequences into one batch, runs it, and brings the rows of all the results, side by side,
/// back into the order of the sequences.
func runBatch(
  of sequences: [[[Float]]], _ network: TestNetwork,
  body: (PackedSequences, inout Pass) -> [MutableMatrixView]
) -> [[[Float]]] {
  let packing = SequencePacking(lengths: sequences.map(\.count))
  let vectors = packing.pack(sequences)
  var pass = network.trainingPass()
  let input = pass.matrix(vectors.flatMap(\.self), columns: vectors[0].count)
  let results = body(PackedSequences(values: input, packing: packing), &pass)
  return packing.unpack((0..<packing.rowCount).map { row in results.flatMap { $0[row: row] } })
}

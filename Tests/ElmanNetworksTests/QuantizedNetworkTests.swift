import CElmanKernels
import ElmanSystem
import ElmanTensors
import Testing

@testable import ElmanNetworks

/// Networks with weights in bytes: near those in single precision, and the same bits however they
/// are computed.
@Suite struct QuantizedNetworkTests {
  private func quantized(_ network: TestNetwork) throws -> QuantizedWeights {
    var writer = SafetensorsWriter()
    writer.add(quantizing: network.weights.parameters)
    let file = try SafetensorsFile(MappedFile(copying: try writer.serialized(), name: "x"))
    return try QuantizedWeights(file, layout: network.weights.parameters.layout)
  }

  private func run(
    _ layer: RecurrentStack, _ weights: any Weights, lengths: [Int], seed: UInt64
  ) -> [[[Float]]] {
    var pass = Pass(inferenceWith: weights)
    let packing = SequencePacking(lengths: lengths)
    let size = layer.layers[0].leftToRight.inputWeights.rows
    // Each sequence has its own input, wherever it stands in a batch.
    let rows = packing.pack(
      lengths.enumerated().map { index, length in
        (0..<length).map { randomFloats(size, seed: seed + UInt64(100 * index + $0)) }
      })
    let input = pass.matrix(rows.flatMap { $0 }, columns: size)
    let output = layer.forward(PackedSequences(values: input, packing: packing), in: &pass).output
    return packing.unpack((0..<packing.rowCount).map { Array(output.values[row: $0]) })
  }

  private func stack(
    _ cell: any RecurrentCell, hiddenSize: Int
  ) -> (RecurrentStack, TestNetwork) {
    var layout = ParameterLayout()
    let stack = RecurrentStack(
      cell: cell, layerCount: 2, inputSize: 11, hiddenSize: hiddenSize, dropout: 0,
      in: &layout)
    return (stack, TestNetwork(random: layout))
  }

  @Test(arguments: CellKind.allCases, hiddenSizes)
  func outputIsNearThatOfSinglePrecision(kind: CellKind, hiddenSize: Int) throws {
    let (stack, network) = stack(kind.cell, hiddenSize: hiddenSize)
    let exact = run(stack, network.weights, lengths: [7, 3, 3], seed: 1).joined().joined()
    let coarse = run(stack, try quantized(network), lengths: [7, 3, 3], seed: 1).joined().joined()
    var largest: Float = 0
    for (one, other) in zip(exact, coarse) { largest = max(largest, abs(one - other)) }
    #expect(largest > 0)
    #expect(largest < 0.03)
  }

  /// Hidden states that a cell does not bound get the scale that they need.
  @Test(arguments: [ElmanCell.Activation.relu, .identity])
  func largeHiddenStatesAreNotCut(activation: ElmanCell.Activation) throws {
    let (stack, network) = stack(ElmanCell(activation: activation), hiddenSize: 16)
    for k in 0..<network.weights.parameters.layout.count { network.parameters.base[k] *= 4 }
    network.weights.pack()
    let exact = run(stack, network.weights, lengths: [3], seed: 1).joined().joined()
    let coarse = run(stack, try quantized(network), lengths: [3], seed: 1).joined().joined()
    let largest = exact.map(\.magnitude).max() ?? 0
    #expect(largest > 20)
    for (one, other) in zip(exact, coarse) { #expect(abs(one - other) < 0.05 * largest) }
  }

  @Test(arguments: CellKind.allCases)
  func bitsAreTheSameWhateverTheBatchAndTheInstructionSet(kind: CellKind) throws {
    let (stack, network) = stack(kind.cell, hiddenSize: 19)
    let weights = try quantized(network)
    let together = run(stack, weights, lengths: [5, 9, 1, 5], seed: 1)
    #expect(run(stack, weights, lengths: [5], seed: 1)[0] == together[0])
    let selected = elman_selected()
    defer { elman_select(selected) }
    for set in [ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_AVX512_VNNI, ELMAN_NEON_DOT]
    where elman_select(set) {
      #expect(run(stack, weights, lengths: [5, 9, 1, 5], seed: 1) == together)
    }
  }
}

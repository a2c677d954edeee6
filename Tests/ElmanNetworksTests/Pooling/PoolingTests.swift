import CElmanKernels
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct PoolingTests {
  @Test(arguments: PoolingKind.allCases, raggedLengths)
  func gradients(kind: PoolingKind, lengths: [Int]) {
    var layout = ParameterLayout()
    let pooling = kind.pooling(size: 10, attentionSize: 7, in: &layout)
    let segments = segments(of: lengths)
    let rowCount = lengths.reduce(0, +)
    expectExactGradients(layout, input: (rowCount, 10)) { input, pass in
      if kind == .max { spread(input) }
      let rows = SegmentedRows(values: input, segments: segments)
      let (output, trace) = pooling.forward(rows, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      return (loss, pooling.backward(gradient, through: trace, in: &pass))
    }
  }

  /// A text's vector and its rows' gradients do not depend on the texts beside it, in whatever
  /// order: the same bits.
  @Test(arguments: PoolingKind.allCases)
  func batchedEqualsOneAtATime(kind: PoolingKind) {
    let texts = randomSequences([3, 1, 40, 7, 1, 12], width: 38)
    let batched = Self.outputs(of: texts, kind)
    #expect(batched == texts.flatMap { Self.outputs(of: [$0], kind) })
    #expect(batched == Self.outputs(of: texts.reversed(), kind).reversed())
  }

  /// The same bits from every instruction set that this machine has.
  @Test(arguments: PoolingKind.allCases)
  func instructionSetsAgree(kind: PoolingKind) {
    let texts = randomSequences([3, 1, 40], width: 38)
    let selected = elman_selected()
    defer { elman_select(selected) }
    var results: [[[Float]]] = []
    for set in [ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_AVX512_VNNI, ELMAN_NEON_DOT]
    where elman_select(set) {
      results.append(Self.outputs(of: texts, kind))
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }

  /// Of a single row every pooling makes that row.
  @Test(arguments: PoolingKind.allCases)
  func oneRowStaysAsItIs(kind: PoolingKind) {
    let texts = randomSequences([1], width: 38)
    #expect(Self.outputs(of: texts, kind)[0].prefix(38) == texts[0][0][...])
  }

  /// Equal rows give that row, however many they are.
  @Test(arguments: PoolingKind.allCases)
  func manyEqualRows(kind: PoolingKind) {
    let row = randomFloats(38, seed: 9)
    let outputs = Self.outputs(of: [Array(repeating: row, count: 4_096)], kind)
    for (computed, expected) in zip(outputs[0], row) { #expect(abs(computed - expected) < 1e-4) }
  }

  @Test func onlyAttentionHasParametersAndWeights() {
    for kind in PoolingKind.allCases {
      var layout = ParameterLayout()
      let pooling = kind.pooling(size: 4, attentionSize: 3, in: &layout)
      var pass = TestNetwork(random: layout).trainingPass()
      let rows = SegmentedRows(values: pass.matrix([1, 2, 3, 4], columns: 4), segments: [0..<1])
      #expect(layout.entries.isEmpty == (kind != .attention))
      let (_, trace) = pooling.forward(rows, in: &pass)
      #expect(trace.attentionWeights == (kind == .attention ? [1] : nil))
    }
  }

  @Test(arguments: PoolingKind.allCases)
  func noTexts(kind: PoolingKind) {
    #expect(Self.outputs(of: [], kind).isEmpty)
  }

  /// For each text its vector and the gradients of its rows, of the loss `wave` · output.
  private static func outputs(of texts: [[[Float]]], _ kind: PoolingKind) -> [[Float]] {
    var layout = ParameterLayout()
    let pooling = kind.pooling(size: 38, attentionSize: 19, in: &layout)
    var pass = TestNetwork(random: layout).trainingPass()
    let rows = SegmentedRows(
      values: pass.matrix(texts.flatMap { $0.flatMap(\.self) }, columns: 38),
      segments: segments(of: texts.map(\.count)))
    let (output, trace) = pooling.forward(rows, in: &pass)
    let vectors = texts.indices.map { Array(output[row: $0]) }
    let gradient = pass.matrix(texts.flatMap { _ in (0..<38).map(wave) }, columns: 38)
    let inputGradient = pooling.backward(gradient, through: trace, in: &pass)
    return zip(vectors, rows.segments).map { $0 + inputGradient.rows($1).elements }
  }

  /// Moves the rows so far apart, in an order that differs from column to column, that no step of
  /// the gradient check makes another row the largest.
  private func spread(_ input: MutableMatrixView) {
    for row in 0..<input.rows {
      for column in 0..<input.columns {
        input[row, column] += Float((row * 7 + column * 3) % 13) * 2
      }
    }
  }
}

/// Consecutive ranges of the given lengths.
func segments(of lengths: [Int]) -> [Range<Int>] {
  var end = 0
  return lengths.map { length in
    defer { end += length }
    return end..<end + length
  }
}

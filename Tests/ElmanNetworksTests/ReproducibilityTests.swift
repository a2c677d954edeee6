import CElmanKernels
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct ReproducibilityTests {
  static let sentences = TestTagger.sentences(12, seed: 5)

  /// A token's numbers do not depend on the sentences beside it: the same bits from every layer.
  @Test(arguments: CellKind.allCases)
  func batchedEqualsOneAtATime(cell: CellKind) {
    let (taggers, networks) = Self.taggers(cell)
    let batched = Self.outputs(of: Self.sentences, taggers, networks)
    let single = Self.sentences.flatMap { Self.outputs(of: [$0], taggers, networks) }
    #expect(batched == single)
    let reversed = Self.outputs(of: Self.sentences.reversed(), taggers, networks)
    #expect(batched == reversed.reversed())
  }

  /// The same bits from every instruction set that this machine has: scores, loss and gradients.
  @Test(arguments: CellKind.allCases)
  func instructionSetsAgree(cell: CellKind) {
    let (taggers, networks) = Self.taggers(cell)
    let batch = TestTagger.batch(Self.sentences)
    let labels = randomIds(batch.packing.rowCount, below: TestTagger.labelCount, seed: 6)
    let selected = elman_selected()
    defer { elman_select(selected) }

    var results: [(outputs: [[[Float]]], losses: [Double], gradients: [Float])] = []
    for set in [ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_AVX512_VNNI, ELMAN_NEON_DOT]
    where elman_select(set) {
      var losses: [Double] = []
      var gradients: [Float] = []
      for (tagger, network) in zip(taggers, networks) {
        var pass = network.trainingPass()
        losses.append(tagger.loss(batch, labels: labels, in: &pass))
        gradients += network.gradients.buffer.elements
        network.gradients.reset()
      }
      results.append((Self.outputs(of: Self.sentences, taggers, networks), losses, gradients))
    }
    for result in results.dropFirst() {
      #expect(result.outputs == results[0].outputs)
      #expect(result.losses == results[0].losses)
      #expect(result.gradients == results[0].gradients)
    }
  }

  /// A tagger with each head, and their weights.
  private static func taggers(_ cell: CellKind) -> ([TestTagger], [TestNetwork]) {
    let taggers = HeadKind.allCases.map { TestTagger(cell, $0, dropout: 0.3) }
    return (taggers, taggers.map { TestNetwork(random: $0.layout) })
  }

  /// For each sentence and token: its vector, its states, its scores, and from each head its
  /// probabilities and its label.
  private static func outputs(
    of sentences: [[Int32]], _ taggers: [TestTagger], _ networks: [TestNetwork]
  ) -> [[[Float]]] {
    let batch = TestTagger.batch(sentences)
    var rows = [[Float]](repeating: [], count: batch.packing.rowCount)
    for (tagger, network) in zip(taggers, networks) {
      var pass = Pass(inferenceWith: network.weights)
      let vectors = tagger.encoder.forward(batch, in: &pass).output
      let states = tagger.stack.forward(vectors, in: &pass).output
      let scores = tagger.scores(batch, in: &pass)
      let probabilities = tagger.head.probabilities(scores, in: &pass)
      let labels = tagger.head.decode(scores, in: &pass)
      for row in rows.indices {
        for matrix in [vectors.values, states.values, scores.values, probabilities] {
          rows[row] += matrix[row: row]
        }
        rows[row].append(Float(labels[row]))
      }
    }
    return batch.packing.unpack(rows)
  }
}

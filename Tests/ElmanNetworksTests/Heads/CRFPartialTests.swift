import ElmanLibc
import ElmanNetworks
import ElmanTensors
import Testing

/// Sequences of whose labels some are not known, or are known to be one of several.
@Suite struct CRFPartialTests {
  static let lengths = [2, 5, 1, 3, 4]

  /// Some of the labels, and any of them but the last.
  private func head(_ rules: TestRules?) -> (CRFHead, ParameterLayout) {
    var layout = ParameterLayout()
    let count = rules?.labelCount ?? 5
    let head = CRFHead(
      labelCount: count, constraints: rules?.constraints,
      alternatives: [(0..<count).map { $0 % 2 == 0 }, (0..<count).map { $0 < count - 1 }],
      in: &layout)
    return (head, layout)
  }

  /// Sequences that decoding finds, with some labels left open.
  private func gold(
    _ head: CRFHead, _ network: TestNetwork, _ packing: SequencePacking, seed: UInt64
  ) -> [Int32] {
    let labels = possibleLabels(head, network, packing, seed: seed)
    return zip(labels, randomIds(packing.rowCount, below: 4, seed: seed + 7)).map { label, choice in
      switch choice {
      case 0: label
      case 1: -1
      case 2: head.alternatives[0][Int(label)] ? -2 : label
      default: head.alternatives[1][Int(label)] ? -3 : label
      }
    }
  }

  private func allows(_ label: Int32, _ gold: Int32, _ head: CRFHead) -> Bool {
    gold >= 0 ? label == gold : gold == -1 || head.alternatives[Int(-2 - gold)][Int(label)]
  }

  static let rules: [TestRules?] = [nil] + TestRules.allCases

  /// The loss is -log of the share of the sequences that are possible; large factors reach the lattice of doubles.
  @Test(arguments: rules, [Float(4), 40, 400])
  func enumeration(rules: TestRules?, factor: Float) {
    let (head, layout) = head(rules)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: Self.lengths)
    let count = head.transitions.columns
    for seed in 0..<4 as Range<UInt64> {
      let labels = gold(head, network, packing, seed: seed)
      let sequences = packing.unpack(
        (0..<packing.rowCount).map { row in
          randomFloats(count, seed: seed * 1000 + UInt64(row)).map { factor * $0 }
        })
      var expected = 0.0
      for (scores, gold) in zip(sequences, packing.unpack(labels))
      where gold.contains(where: { $0 != -1 }) {
        let all = EnumeratedCRF(scores, head, network.weights)
        let highest = all.sequences.reduce(-Double.infinity) { best, sequence in
          zip(sequence.labels, gold).allSatisfy { allows($0, $1, head) }
            ? max(best, sequence.score) : best
        }
        let known = all.sequences.reduce(0.0) { sum, sequence in
          zip(sequence.labels, gold).allSatisfy { allows($0, $1, head) }
            ? sum + exp(sequence.score - highest) : sum
        }
        expected += all.logPartition - highest - log(known)
      }
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(packing.pack(sequences).flatMap(\.self), columns: count),
        packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      #expect(abs(loss - expected) < 1e-5 * max(1, Double(factor)))
      #expect(gradient.values.elements.allSatisfy { $0.isFinite })
    }
  }

  @Test(arguments: rules)
  func gradients(rules: TestRules?) {
    let (head, layout) = head(rules)
    let packing = SequencePacking(lengths: Self.lengths)
    let labels = gold(head, TestNetwork(random: layout), packing, seed: 3)
    expectExactGradients(layout, input: (packing.rowCount, head.transitions.columns)) {
      input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  /// One label of one is as good as the label, and nothing known teaches nothing.
  @Test func whatIsKnownByOtherWords() {
    var layout = ParameterLayout()
    let head = CRFHead(
      labelCount: 3, alternatives: (0..<3).map { only in (0..<3).map { $0 == only } }, in: &layout)
    let packing = SequencePacking(lengths: [3, 2])
    func run(_ labels: [Int32]) -> (loss: Double, gradients: [Float]) {
      let network = TestNetwork(random: layout)
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(randomFloats(15, seed: 1), columns: 3), packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, gradient.values.elements + network.gradients.buffer.elements)
    }
    let (plain, other) = (run([1, 0, 2, 2, 0]), run([-3, -2, -4, -4, -2]))
    #expect(abs(plain.loss - other.loss) < 1e-5)
    #expect(zip(plain.gradients, other.gradients).allSatisfy { abs($0 - $1) < 1e-5 })
    let nothing = run([-1, -1, -1, -1, -1])
    #expect(nothing.loss == 0 && nothing.gradients.allSatisfy { $0 == 0 })
  }

  /// Labels that no sequence may have leave no trace.
  @Test func whatIsImpossibleIsPassedOver() {
    let rules = TestRules.bio
    let (head, layout) = head(rules)
    func run(_ lengths: [Int], _ labels: [[Int32]]) -> (Double, [Float]) {
      let network = TestNetwork(random: layout)
      let packing = SequencePacking(lengths: lengths)
      let values = lengths.indices.map { randomFloats(9, seed: UInt64($0)).chunks(of: 3) }
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(packing.pack(values).flatMap(\.self), columns: 3), packing: packing)
      let (loss, _) = head.loss(scores, labels: packing.pack(labels), scale: 1, in: &pass)
      return (loss, network.gradients.buffer.elements)
    }
    // I-X after O, with a third label that is not known.
    let (alone, both) = (run([3], [[0, 1, -1]]), run([3, 3], [[0, 1, -1], [0, 2, -1]]))
    #expect(alone == both)
  }
}

import ElmanLibc
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CRFHeadTests {
  @Test func gradientsWhereSomeSequencesHaveNoLabels() {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 5, in: &layout)
    let packing = SequencePacking(lengths: [3, 2, 2])
    // Packed: the first rows of all three, the second ones, the third of the first.
    let labels: [Int32] = [1, -1, 4, 0, -1, 2, 3]
    expectExactGradients(layout, input: (7, 5)) { input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      for row in [1, 4] { #expect(gradient.values[row: row].allSatisfy { $0 == 0 }) }
      return (loss, gradient.values)
    }
  }

  /// Several sequences in one batch, of one step up to four.
  static let lengths = [2, 4, 1, 3, 4]

  @Test(arguments: raggedLengths, [2, 5, 16, 19])
  func gradients(lengths: [Int], labelCount: Int) {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: labelCount, in: &layout)
    let packing = SequencePacking(lengths: lengths)
    let labels = randomIds(packing.rowCount, below: labelCount, seed: 7)
    expectExactGradients(layout, input: (packing.rowCount, labelCount)) { input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  /// log Z, the loss, the marginals and the best sequence against all sequences of labels.
  @Test(arguments: 2...4)
  func enumeration(labelCount: Int) {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: labelCount, in: &layout)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: Self.lengths)
    let sequences = randomSequences(Self.lengths, width: labelCount).map { steps in
      steps.map { step in step.map { 4 * $0 } }
    }
    let gold = Self.lengths.map { randomIds($0, below: labelCount, seed: UInt64($0)) }

    var loss = 0.0
    var best: [[Int32]] = []
    var marginals: [[[Double]]] = []
    for (emissions, labels) in zip(sequences, gold) {
      let all = allSequences(emissions, head, network.weights)
      let partition = all.reduce(0) { $0 + exp($1.score) }
      for sequence in all where sequence.labels == labels {
        loss += log(partition) - sequence.score
      }
      if let first = all.max(by: { $0.score < $1.score }) { best.append(first.labels) }
      var marginal = emissions.map { _ in [Double](repeating: 0, count: labelCount) }
      for sequence in all {
        for (step, label) in sequence.labels.enumerated() {
          marginal[step][Int(label)] += exp(sequence.score) / partition
        }
      }
      marginals.append(marginal)
    }

    var pass = network.trainingPass()
    let scores = PackedSequences(
      values: pass.matrix(packing.pack(sequences).flatMap(\.self), columns: labelCount),
      packing: packing)
    #expect(packing.unpack(head.decode(scores, in: &pass)) == best)
    let computed = head.loss(scores, labels: packing.pack(gold), scale: 1, in: &pass).loss
    #expect(abs(computed - loss) < 1e-5)
    let probabilities = head.probabilities(scores, in: &pass)
    for (row, expected) in packing.pack(marginals).enumerated() {
      for label in 0..<labelCount {
        #expect(abs(Double(probabilities[row, label]) - expected[label]) < 1e-6)
      }
    }
  }

  @Test func equalScoresGiveTheFirstLabel() {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 3, in: &layout)
    let zeros = PackedWeights(MutableParameterBuffer(zerosFor: layout), forTraining: false)
    var pass = Pass(inferenceWith: zeros)
    let scores = PackedSequences(
      values: pass.workspace.zeros(rows: 4, columns: 3),
      packing: SequencePacking(lengths: [3, 1]))
    #expect(head.decode(scores, in: &pass) == [0, 0, 0, 0])
  }

  /// Scores far apart, as late in training, and a long sequence: no overflow, no loss below zero.
  @Test func staysFiniteFarFromZero() {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 3, in: &layout)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: [3000])
    let labels = randomIds(3000, below: 3, seed: 1)
    for gap in [Float(0), 30, 200, 10_000] {
      var pass = network.trainingPass()
      let values = pass.workspace.zeros(rows: 3000, columns: 3)
      for row in 0..<3000 { values[row, Int(labels[row])] = gap }
      let scores = PackedSequences(values: values, packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      #expect(loss.isFinite && loss > -1e-6 * Double(gap) * 3000)
      #expect(gradient.values.elements.allSatisfy { $0.isFinite })
      if gap > 0 { #expect(head.decode(scores, in: &pass) == labels) }
    }
  }

  /// Transitions of a few dozen and any emissions: probabilities, and the sums they must have.
  @Test(arguments: [Float(1), 30, 1000])
  func staysFiniteWithStrongTransitions(emission: Float) {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 5, in: &layout)
    let packing = SequencePacking(lengths: [12])
    for seed in 0..<20 as Range<UInt64> {
      let network = TestNetwork(random: layout, seed: seed)
      for k in 0..<layout.count { network.parameters.base[k] *= 75 }
      var pass = network.trainingPass()
      let values = randomFloats(60, seed: seed).map { 2 * emission * $0 }
      let scores = PackedSequences(values: pass.matrix(values, columns: 5), packing: packing)
      let best = head.decode(scores, in: &pass)
      let (loss, gradient) = head.loss(scores, labels: best, scale: 1, in: &pass)
      #expect(loss.isFinite && loss > -1e-3 * Double(emission))
      let probabilities = head.probabilities(scores, in: &pass)
      for row in 0..<12 {
        #expect(abs(probabilities[row: row].reduce(0, +) - 1) < 1e-5)
        #expect(abs(gradient.values[row: row].reduce(0, +)) < 1e-5)
      }
    }
  }

  @Test func scalesTheGradientsButNotTheLoss() {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 3, in: &layout)
    func run(scale: Float) -> (loss: Double, gradients: [Float]) {
      let network = TestNetwork(random: layout)
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(randomFloats(12, seed: 1), columns: 3),
        packing: SequencePacking(lengths: [3, 1]))
      let (loss, gradient) = head.loss(scores, labels: [0, 2, 1, 1], scale: scale, in: &pass)
      return (loss, gradient.values.elements + network.gradients.buffer.elements)
    }
    let (one, half) = (run(scale: 1), run(scale: 0.5))
    #expect(one.loss == half.loss)
    #expect(one.gradients.map { $0 / 2 } == half.gradients)
  }
}

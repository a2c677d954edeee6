import ElmanLibc
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct SoftmaxHeadTests {
  @Test(arguments: raggedLengths, [2, 5, 16, 19])
  func gradients(lengths: [Int], labelCount: Int) {
    let packing = SequencePacking(lengths: lengths)
    let labels = randomIds(packing.rowCount, below: labelCount, seed: 7)
    expectExactGradients(ParameterLayout(), input: (packing.rowCount, labelCount)) { input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = SoftmaxHead().loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  @Test func gradientsWhereSomeLabelsAreMissing() {
    let packing = SequencePacking(lengths: [3, 1])
    let labels: [Int32] = [2, -1, 0, -1]
    expectExactGradients(ParameterLayout(), input: (4, 5)) { input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = SoftmaxHead().loss(scores, labels: labels, scale: 1, in: &pass)
      #expect(gradient.values[row: 1].allSatisfy { $0 == 0 })
      return (loss, gradient.values)
    }
  }

  @Test(arguments: [2, 5, 16, 19])
  func definition(labelCount: Int) {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix(
      randomFloats(3 * labelCount, seed: 1).map { 8 * $0 }, columns: labelCount)
    let scores = PackedSequences(values: values, packing: SequencePacking(lengths: [2, 1]))
    let labels = randomIds(3, below: labelCount, seed: 2)
    var loss = 0.0
    let probabilities = SoftmaxHead().probabilities(scores, in: &pass)
    let best = SoftmaxHead().decode(scores, in: &pass)
    for row in 0..<3 {
      let exponentials = values[row: row].map { exp(Double($0)) }
      let expected = exponentials.map { $0 / exponentials.reduce(0, +) }
      for (computed, expected) in zip(probabilities[row: row], expected) {
        #expect(abs(Double(computed) - expected) < 1e-6)
      }
      #expect(expected[Int(best[row])] == expected.max())
      loss -= log(expected[Int(labels[row])])
    }
    let computed = SoftmaxHead().loss(scores, labels: labels, scale: 0.5, in: &pass)
    #expect(abs(computed.loss - loss) < 1e-5)
    for row in 0..<3 {
      for label in 0..<labelCount {
        let gold: Float = labels[row] == Int32(label) ? 1 : 0
        #expect(computed.gradient.values[row, label] == (probabilities[row, label] - gold) * 0.5)
      }
    }
  }

  @Test func equalScoresGiveTheFirstLabel() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let scores = PackedSequences(
      values: pass.matrix([1, 3, 3, 0, 0, 0], columns: 3), packing: SequencePacking(lengths: [2]))
    #expect(SoftmaxHead().decode(scores, in: &pass) == [1, 0])
  }

  /// The loss grows with the distance of the gold label's score, however far.
  @Test(arguments: [Float(0), 30, 100, 10_000])
  func lossFarFromZero(gap: Float) {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let scores = PackedSequences(
      values: pass.matrix([gap, 0], columns: 2), packing: SequencePacking(lengths: [1]))
    let wrong = SoftmaxHead().loss(scores, labels: [1], scale: 1, in: &pass).loss
    #expect(abs(wrong - log1p(exp(-Double(gap))) - Double(gap)) < 1e-5)
    let right = SoftmaxHead().loss(scores, labels: [0], scale: 1, in: &pass).loss
    #expect(abs(right - log1p(exp(-Double(gap)))) < 1e-6)
  }

  @Test(arguments: [2, 5, 19], [(Float(0), false), (0.1, false), (0, true), (0.3, true)])
  func gradientsOfTheSmoothedAndWeightedLoss(
    labelCount: Int, _ setting: (labelSmoothing: Float, isWeighted: Bool)
  ) {
    let labels = randomIds(6, below: labelCount, seed: 7)
    let weights = randomFloats(labelCount, seed: 8).map { $0 + 1 }
    expectExactGradients(ParameterLayout(), input: (6, labelCount)) { input, pass in
      let (loss, gradient) = SoftmaxHead().loss(
        input, labels: labels, labelSmoothing: setting.labelSmoothing,
        classWeights: setting.isWeighted ? weights : nil, scale: 1, in: &pass)
      return (loss, gradient)
    }
  }

  /// Rows and sequences, defaults and their values spelled out: the same bits.
  @Test func oneLossForRowsAndSequences() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix(randomFloats(30, seed: 1).map { 8 * $0 }, columns: 5)
    let scores = PackedSequences(values: values, packing: SequencePacking(lengths: [2, 4]))
    let labels = randomIds(6, below: 5, seed: 2)
    let head = SoftmaxHead()
    let ofSequences = head.loss(scores, labels: labels, scale: 0.3, in: &pass)
    let ofRows = head.loss(values, labels: labels, scale: 0.3, in: &pass)
    let spelledOut = head.loss(
      values, labels: labels, labelSmoothing: 0, classWeights: [1, 1, 1, 1, 1], scale: 0.3,
      in: &pass)
    #expect(ofSequences.loss == ofRows.loss && ofRows.loss == spelledOut.loss)
    #expect(ofSequences.gradient.values.elements == ofRows.gradient.elements)
    #expect(ofRows.gradient.elements == spelledOut.gradient.elements)
    #expect(head.decode(scores, in: &pass) == head.decode(values))
    #expect(
      head.probabilities(scores, in: &pass).elements
        == head.probabilities(values, in: &pass).elements)
  }

  /// A class's weight scales the loss and the gradient of its rows alone.
  @Test func weightsScaleTheirRows() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix([1, 3, -2, 0.5, 2, 0], columns: 2)
    func loss(_ row: Int, _ label: Int32, _ weights: [Float]?) -> (Double, [Float]) {
      let (loss, gradient) = SoftmaxHead().loss(
        values.rows(row..<row + 1), labels: [label], classWeights: weights, scale: 1, in: &pass)
      return (loss, gradient.elements)
    }
    for row in 0..<3 {
      for label in Int32(0)..<2 {
        let (plain, weighted) = (loss(row, label, nil), loss(row, label, [4, 0.5]))
        let weight: Float = label == 0 ? 4 : 0.5
        #expect(weighted.0 == plain.0 * Double(weight))
        #expect(weighted.1 == plain.1.map { $0 * weight })
      }
    }
  }
}

/// The highest score, found several at a time, is that found one by one.
@Suite struct HighestScoreTests {
  @Test func itIsTheFirstOfTheHighest() {
    var random = SystemRandomNumberGenerator()
    for count in 1...40 {
      for round in 0..<40 {
        var scores = (0..<count).map { _ -> Float in
          switch Int.random(in: 0..<30, using: &random) {
          case 0 where round % 4 == 1: .nan
          case 1: .infinity
          case 2: -.infinity
          case 3: -0
          case let number: Float(number % 4 - 2)
          }
        }
        var (expected, highest) = (0, scores[0])
        for label in 0..<count where scores[label] > highest {
          (expected, highest) = (label, scores[label])
        }
        let found = scores.withUnsafeMutableBufferPointer { SoftmaxHead.highest($0) }
        #expect(found == expected, "\(scores)")
      }
    }
  }
}

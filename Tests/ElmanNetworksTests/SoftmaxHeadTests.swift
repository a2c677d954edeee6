import ElmanNetworks
import ElmanTensors
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct DropoutTests {
  @Test(arguments: [1, 4, 11], hiddenSizes)
  func gradients(rows: Int, size: Int) {
    let dropout = Dropout(rate: 0.4)
    expectExactGradients(ParameterLayout(), input: (rows, size)) { input, pass in
      let (output, trace) = dropout.forward(input, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      return (loss, dropout.backward(gradient, through: trace, in: &pass))
    }
  }

  @Test(arguments: [Float(0.1), 0.5, 0.9])
  func dropsItsShareAndScalesTheRest(rate: Float) {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let ones = pass.matrix(Array(repeating: 1, count: 20_000), columns: 50)
    let output = Dropout(rate: rate).forward(ones, in: &pass).output.elements
    #expect(Set(output) == [0, 1 / (1 - rate)])
    let dropped = Float(output.count { $0 == 0 }) / Float(output.count)
    // Five standard deviations.
    #expect(abs(dropped - rate) < 5 * (rate * (1 - rate) / 20_000).squareRoot())
  }

  @Test(arguments: raggedLengths)
  func stepsCanShareTheirChoices(lengths: [Int]) {
    let packing = SequencePacking(lengths: lengths)
    let dropout = Dropout(rate: 0.5, isVariational: true)
    expectExactGradients(ParameterLayout(), input: (packing.rowCount, 19)) { input, pass in
      let (output, trace) = dropout.forward(
        PackedSequences(values: input, packing: packing), in: &pass)
      for sequence in 0..<packing.sequenceCount {
        let choices = (0..<packing.lengths[sequence]).map { step in
          output.values[row: packing.row(step: step, sequence: sequence)].map { $0 == 0 }
        }
        #expect(Set(choices).count == 1 && choices[0].contains(true) && choices[0].contains(false))
      }
      let (loss, gradient) = probe(output, in: &pass)
      return (loss, dropout.backward(gradient, through: trace, in: &pass).values)
    }
  }

  @Test func choicesFollowTheRandomNumbers() {
    func dropped(seed: UInt64) -> [Float] {
      var pass = TestNetwork(random: ParameterLayout()).trainingPass()
      pass.begin(random: Random(seed: seed))
      let ones = pass.matrix(Array(repeating: 1, count: 100), columns: 10)
      return Dropout(rate: 0.5).forward(ones, in: &pass).output.elements
    }
    #expect(dropped(seed: 1) == dropped(seed: 1))
    #expect(dropped(seed: 1) != dropped(seed: 2))
  }

  @Test func leavesTheInputAlone() {
    let values = randomFloats(40, seed: 1)
    var training = TestNetwork(random: ParameterLayout()).trainingPass()
    let input = training.matrix(values, columns: 8)
    _ = Dropout(rate: 0.5).forward(input, in: &training)
    #expect(input.elements == values)

    let (output, trace) = Dropout(rate: 0).forward(input, in: &training)
    #expect(output.elements == values && trace == nil)
  }

  @Test func passesEverythingThroughAtInference() {
    let values = randomFloats(40, seed: 1)
    var pass = Pass(inferenceWith: TestNetwork(random: ParameterLayout()).weights)
    let input = pass.matrix(values, columns: 8)
    #expect(Dropout(rate: 0.5).forward(input, in: &pass).output.elements == values)
  }
}

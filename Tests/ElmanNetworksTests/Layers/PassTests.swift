import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct PassTests {
  @Test func inferenceKeepsNoGradients() {
    let pass = Pass(inferenceWith: TestNetwork(random: ParameterLayout()).weights)
    #expect(pass.mode == .inference)
    #expect(pass.gradients == nil)
  }

  @Test func beginTakesBackMemoryAndSetsTheRandomNumbers() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    #expect(pass.mode == .training)
    let first = pass.workspace.floats(100)
    pass.begin(random: Random(seed: 7))
    #expect(pass.workspace.floats(100) == first)
    var expected = Random(seed: 7)
    #expect(pass.random.next() == expected.next())
  }
}

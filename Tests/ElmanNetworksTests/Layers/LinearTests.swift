import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct LinearTests {
  @Test(arguments: [1, 4, 10], hiddenSizes)
  func gradients(rows: Int, size: Int) {
    var layout = ParameterLayout()
    let linear = Linear("linear", inputSize: 7, outputSize: size, in: &layout)
    expectExactGradients(layout, input: (rows, 7)) { input, pass in
      let (output, trace) = linear.forward(input, in: &pass)
      let (loss, gradient) = probe(output, in: &pass)
      return (loss, linear.backward(gradient, through: trace, in: &pass))
    }
  }

  @Test func multipliesAndAddsTheBias() {
    var layout = ParameterLayout()
    let linear = Linear("linear", inputSize: 2, outputSize: 3, in: &layout)
    let network = TestNetwork(wave: layout)
    for (k, value) in [1, 2, 3, 4, 5, 6, 10, 20, 30].enumerated() {
      network.parameters.base[k] = Float(value)
    }
    network.weights.pack()
    var pass = Pass(inferenceWith: network.weights)
    let input = pass.matrix([1, 0, 2, -1], columns: 2)
    #expect(linear.forward(input, in: &pass).output.elements == [11, 22, 33, 8, 19, 30])
  }

  @Test func namesItsParameters() {
    var layout = ParameterLayout()
    _ = Linear("projection", inputSize: 2, outputSize: 3, in: &layout)
    #expect(layout.entries.map(\.name) == ["projection.weights", "projection.bias"])
  }
}

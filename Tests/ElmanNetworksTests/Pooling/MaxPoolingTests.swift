import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct MaxPoolingTests {
  /// Of equal ones the first gets the gradient.
  @Test func takesTheLargestOfEachColumn() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix([-5, 4, -1, 4, -1, 2, 3, -8], columns: 2)
    let rows = SegmentedRows(values: values, segments: [0..<3, 3..<4])
    let (output, trace) = MaxPooling().forward(rows, in: &pass)
    #expect(output.elements == [-1, 4, 3, -8])
    let gradient = pass.matrix([1, 2, 3, 4], columns: 2)
    let inputGradient = MaxPooling().backward(gradient, through: trace, in: &pass)
    #expect(inputGradient.elements == [0, 2, 1, 0, 0, 0, 3, 4])
  }
}

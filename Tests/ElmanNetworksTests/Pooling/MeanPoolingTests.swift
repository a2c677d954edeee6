import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct MeanPoolingTests {
  @Test func takesTheMeanOfEachColumn() {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let values = pass.matrix([1, -4, 3, 6, 7, 8], columns: 2)
    let rows = SegmentedRows(values: values, segments: [0..<2, 2..<3])
    let (output, trace) = MeanPooling().forward(rows, in: &pass)
    #expect(output.elements == [2, 1, 7, 8])
    let gradient = pass.matrix([2, 6, 5, 8], columns: 2)
    let inputGradient = MeanPooling().backward(gradient, through: trace, in: &pass)
    #expect(inputGradient.elements == [1, 3, 1, 3, 5, 8])
  }
}

import ElmanLibc
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct AttentionPoolingTests {
  /// Queries from none at all to one whose scores are far beyond what exp can take.
  @Test(arguments: [Float(0), 1, 30, 1e6])
  func definition(queryScale: Float) {
    var layout = ParameterLayout()
    let pooling = AttentionPooling(size: 10, attentionSize: 7, in: &layout)
    let network = TestNetwork(random: layout)
    let parameters = network.parameters
    parameters[pooling.query].scale(by: queryScale)
    network.weights.pack()
    let (weights, bias, query) = (
      parameters[pooling.projection.weights], parameters[pooling.projection.bias],
      parameters[pooling.query]
    )
    var pass = network.trainingPass()
    let values = pass.matrix(randomFloats(4_116 * 10, seed: 3), columns: 10)
    let rows = SegmentedRows(values: values, segments: segments(of: [1, 4_096, 19]))
    let (output, trace) = pooling.forward(rows, in: &pass)
    let attention = trace.attentionWeights ?? []
    #expect(attention.count == 4_116)

    for (index, segment) in rows.segments.enumerated() {
      let scores = segment.map { row in
        (0..<7).reduce(0.0) { sum, unit in
          let argument = (0..<10).reduce(Double(bias[0, unit])) {
            $0 + Double(values[row, $1]) * Double(weights[$1, unit])
          }
          return sum + tanh(argument) * Double(query[unit, 0])
        }
      }
      let highest = scores.max() ?? 0
      let exponentials = scores.map { exp($0 - highest) }
      let sum = exponentials.reduce(0, +)
      var expected = [Double](repeating: 0, count: 10)
      for (row, exponential) in zip(segment, exponentials) {
        #expect(abs(Double(attention[row]) - exponential / sum) < 1e-4)
        for column in 0..<10 { expected[column] += exponential / sum * Double(values[row, column]) }
      }
      for column in 0..<10 {
        #expect(abs(Double(output[index, column]) - expected[column]) < 1e-4)
      }
      #expect(abs(segment.reduce(0.0) { $0 + Double(attention[$1]) } - 1) < 1e-5)
    }

    let gradient = pooling.backward(output, through: trace, in: &pass)
    #expect(gradient.elements.allSatisfy { $0.isFinite })
    #expect(network.gradients.buffer.elements.allSatisfy { $0.isFinite })
  }

  @Test func namesItsParameters() {
    var layout = ParameterLayout()
    let pooling = AttentionPooling(size: 4, attentionSize: 3, in: &layout)
    #expect(layout.entries.map(\.name) == ["pooling.weights", "pooling.bias", "pooling.query"])
    #expect(pooling.query.rows == 3 && pooling.query.columns == 1)
  }
}

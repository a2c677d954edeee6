import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct LabelPartsTests {
  private static let parts = LabelParts([[0, 2], [], [1], [2, 1, 0]], partCount: 3)

  /// A label's own column and those of its parts, as a matrix of ones and zeros.
  private static let incidence: [[Float]] = (0..<4).map { label in
    (0..<7).map { column in
      column == label || column >= 4 && parts.parts(of: label).contains(Int32(column - 4)) ? 1 : 0
    }
  }

  @Test func aScoreIsTheSumOfItsOwnAndItsParts() {
    let columns = (0..<3).map { row in (0..<7).map { Float(10 * row + $0) } }
    let network = TestNetwork(random: ParameterLayout())
    var pass = network.trainingPass()
    let scores = Self.parts.forward(pass.matrix(columns.flatMap { $0 }, columns: 7), in: &pass)
    for (row, values) in columns.enumerated() {
      let expected = Self.incidence.map { ones in zip(values, ones).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(Array(scores[row: row]) == expected)
    }
  }

  @Test(arguments: [1, 5])
  func gradients(rows: Int) {
    expectExactGradients(ParameterLayout(), input: (rows, 7)) { input, pass in
      let scores = Self.parts.forward(input, in: &pass)
      let labels = (0..<rows).map { Int32($0 % 4) }
      let (loss, gradient) = SoftmaxHead().loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, Self.parts.backward(gradient, in: &pass))
    }
  }
}

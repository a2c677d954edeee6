import ElmanTensors
import Testing

@testable import ElmanTraining

@Suite struct AdamTests {
  private struct Model {
    let layout: ParameterLayout
    let table: Parameter
    let dense: Parameter
    init() {
      var layout = ParameterLayout()
      table = layout.add("table", rows: 4, columns: 3, use: .table, .uniform(bound: 1))
      dense = layout.add("dense", rows: 2, columns: 5, .glorotUniform())
      self.layout = layout
    }
  }

  /// The textbook's Adam on one number, in Double.
  private func reference(_ gradients: [Double], start: Double, rate: Double) -> Double {
    var (m, v, w) = (0.0, 0.0, start)
    var (first, second) = (1.0, 1.0)
    for gradient in gradients {
      first *= 0.9
      second *= 0.999
      m = 0.9 * m + 0.1 * gradient
      v = 0.999 * v + 0.001 * gradient * gradient
      w -= rate * (m / (1 - first)) / ((v / (1 - second)).squareRoot() + 1e-8)
    }
    return w
  }

  @Test func takesTheTextbooksSteps() {
    let model = Model()
    let weights = MutableParameterBuffer(zerosFor: model.layout)
    var random = Random(seed: 3)
    weights.initialize(with: &random)
    let start = Double(weights[model.dense][1, 2])
    let adam = Adam(TrainingConfiguration(), layout: model.layout)
    let gradients = Gradients(zerosFor: model.layout)
    let values = (0..<20).map { _ in random.normal() * 0.1 }
    for value in values {
      gradients.reset()
      gradients[model.dense][1, 2] = Float(value)
      adam.step(gradients, learningRate: 0.01, weights: weights)
    }
    let expected = reference(values, start: start, rate: 0.01)
    #expect(abs(Double(weights[model.dense][1, 2]) - expected) < 1e-5)
  }

  @Test func rowsThatWereNotTouchedStay() {
    let model = Model()
    let weights = MutableParameterBuffer(zerosFor: model.layout)
    var random = Random(seed: 3)
    weights.initialize(with: &random)
    let before = weights[model.table].elements
    let adam = Adam(TrainingConfiguration(), layout: model.layout)
    let gradients = Gradients(zerosFor: model.layout)
    var workspace = Workspace()
    let row = workspace.matrix(rows: 2, columns: 3)
    row.fill(1)
    gradients.add(row, toRows: [2, 2], of: model.table)
    adam.step(gradients, learningRate: 0.1, weights: weights)
    let after = weights[model.table].elements
    #expect(before[..<6] == after[..<6] && before[9...] == after[9...])
    #expect(zip(before[6..<9], after[6..<9]).allSatisfy { abs($0 - $1 - 0.1) < 1e-4 })
  }

  @Test func longGradientsAreShortened() {
    let model = Model()
    var training = TrainingConfiguration()
    training.maximumGradientNorm = 1
    let weights = MutableParameterBuffer(zerosFor: model.layout)
    let gradients = Gradients(zerosFor: model.layout)
    gradients[model.dense].fill(10)
    let norm = Adam(training, layout: model.layout).step(
      gradients, learningRate: 0.1, weights: weights)
    #expect(abs(norm - 10 * 10.0.squareRoot()) < 1e-4)
  }
}

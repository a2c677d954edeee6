import ElmanNetworks
import ElmanTensors
import Foundation
import Testing

@testable import ElmanLaboratory

@Suite struct GradientFlowTests {
  static let tokens = (0..<40).map { "w\($0 % 7)" }

  /// Without activation the gradient is u (W_hhᵀ)^k, whatever the text: computed here in Double.
  @Test(arguments: RecurrentStart.allCases, [Float(0.7), 1, 1.3])
  func theLinearToyHasItsClosedForm(start: RecurrentStart, scale: Float) throws {
    let network = FreshNetwork(.linear, hiddenSize: 19, start: start, recurrentScale: scale)
    let matrix = network.weights[try #require(network.layer.recurrentWeights)]
    var vector = network.direction.map(Double.init)
    for step in network.flow(over: Self.tokens).steps {
      let expected = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(step.hiddenNorm / expected - 1) < 1e-5, "k = \(step.distance)")
      vector = (0..<19).map { row in
        (0..<19).reduce(0) { $0 + Double(matrix[row, $1]) * vector[$1] }
      }
    }
  }

  @Test func theLinearToyOfAnOrthogonalMatrixNeitherGrowsNorShrinks() {
    let network = FreshNetwork(.linear, hiddenSize: 24, start: .orthogonal)
    let flow = network.flow(over: Self.tokens)
    #expect(flow.steps.allSatisfy { abs($0.hiddenNorm - 1) < 1e-5 })
    #expect(flow.verdict.kind == .carried)
    #expect(flow.matrices.allSatisfy { abs($0.spectrum.radius - 1) < 1e-5 })
    let scaled = FreshNetwork(.linear, hiddenSize: 24, start: .orthogonal, recurrentScale: 1.5)
    let verdict = scaled.flow(over: Self.tokens).verdict
    #expect(verdict.kind == .explodes && abs(verdict.factor - 1.5) < 1e-4)
  }

  /// ∂L/∂h of each step by differences of a forward pass in Double, from that step on.
  @Test(arguments: [LaboratoryCell.elman, .relu])
  func elmanCellsEqualFiniteDifferences(cell: LaboratoryCell) throws {
    let network = FreshNetwork(cell, hiddenSize: 11, start: .glorot, recurrentScale: 1.2, seed: 3)
    let tokens = (0..<9).map { "w\($0)" }
    let flow = network.flow(over: tokens)
    let toy = try Toy(network, cell: cell)
    for step in flow.steps {
      let time = tokens.count - 1 - step.distance
      let state = toy.states[time]
      var sum = 0.0
      for unit in state.indices {
        let (above, below) = (
          toy.loss(from: time, state, unit, 1e-6), toy.loss(from: time, state, unit, -1e-6)
        )
        sum += (above - below) * (above - below) / 4e-12
      }
      #expect(abs(flow.steps[step.distance].hiddenNorm / sum.squareRoot() - 1) < 1e-4)
    }
  }

  /// The spectral norm of a step bounds what the step does, and is reached by some gradient.
  @Test func jacobiansBoundEachStep() throws {
    let flow = FreshNetwork(.elman, hiddenSize: 16, start: .glorot).flow(over: Self.tokens)
    for (step, next) in zip(flow.steps, flow.steps.dropFirst()) {
      let norm = try #require(step.jacobianNorm)
      #expect(next.hiddenNorm <= step.hiddenNorm * norm * (1 + 1e-5))
      #expect(norm <= flow.matrices[0].spectrum.norm * (1 + 1e-9))
      #expect(step.gateMeans.map(\.gate) == ["φ'"] && (0...1).contains(step.gateMeans[0].mean))
    }
    #expect(flow.steps.last?.jacobianNorm == nil)
    #expect(flow.steps.map(\.distance) == Array(0..<40))
    #expect(flow.steps[0].token == "w4" && flow.layer == "leftToRight")
    #expect(flow.steps.dropFirst().allSatisfy { $0.directNorm == 0 })
  }

  // Norms of ∂L/∂h and ∂L/∂c by PyTorch 2.13, from the last of five steps back; the loss is the last h
  // times fixed coefficients. The path is c's, or h's, gradient at the last step times the gates f, or
  // z, of the steps between. `wave` is the formula of the weights, in the order of our layout.
  //
  // import torch
  // from torch import nn
  // def wave(start, *shape):
  //     k = torch.arange(start, start + torch.Size(shape).numel(), dtype=torch.float64)
  //     return (torch.sin(k * k * 0.37) / 2).float().reshape(shape)
  // def run(cell, gates):
  //     W, U, b = wave(0, 2, gates * 3), wave(6 * gates, 3, gates * 3), wave(15 * gates, gates * 3)
  //     cell.weight_ih.data, cell.weight_hh.data = W.t(), U.t()
  //     cell.bias_ih.data, cell.bias_hh.data = b, torch.zeros(gates * 3)
  //     if gates == 3: cell.bias_hh.data[6:] = wave(18 * gates, 3)
  //     x, state, states = wave(1000, 5, 2), None, []
  //     for t in range(5):
  //         state = cell(x[t:t + 1], state)
  //         part = state if gates == 4 else (state,)
  //         for s in part: s.retain_grad()
  //         states.append(part)
  //     (states[-1][0] * wave(2000, 1, 3)).sum().backward()
  //     for s in reversed(states): print([v.grad.norm().item() for v in s])
  // run(nn.RNNCell(2, 3), 1); run(nn.LSTMCell(2, 3), 4); run(nn.GRUCell(2, 3), 3)

  @Test func elmanEqualsPyTorch() {
    let flow = waveFlow(.elman)
    expect(flow.steps.map(\.hiddenNorm), [0.6527393, 0.4570439, 0.1181606, 0.0186465, 0.0071249])
    #expect(flow.steps.allSatisfy { $0.cellNorm == nil && $0.pathNorm == nil })
  }

  @Test func lstmEqualsPyTorch() {
    let flow = waveFlow(.lstm)
    expect(flow.steps.map(\.hiddenNorm), [0.6527393, 0.0751341, 0.0198792, 0.0085152, 0.0037789])
    expect(
      flow.steps.compactMap(\.cellNorm), [0.3217519, 0.1307798, 0.0593524, 0.0305398, 0.0167814])
    expect(
      flow.steps.compactMap(\.pathNorm), [0.3217519, 0.1362058, 0.0551208, 0.0252878, 0.0145042])
    #expect(flow.steps[0].gateMeans.map(\.gate) == ["i", "f", "o"])
    #expect(flow.matrices.map(\.gate) == ["i", "f", "g", "o"])
  }

  @Test func gruEqualsPyTorch() {
    let flow = waveFlow(.gru)
    expect(flow.steps.map(\.hiddenNorm), [0.6527393, 0.3755338, 0.2530075, 0.184846, 0.1262225])
    expect(
      flow.steps.compactMap(\.pathNorm), [0.6527393, 0.3487264, 0.2145321, 0.1456223, 0.0952361])
  }

  /// In an SRU nothing but c goes through time.
  @Test func anSRUsMemoryIsItsCell() {
    let flow = FreshNetwork(.sru, hiddenSize: 8).flow(over: Self.tokens)
    #expect(flow.steps.dropFirst().allSatisfy { $0.hiddenNorm == 0 && $0.memoryNorm > 0 })
    #expect(flow.matrices.isEmpty)
  }

  private func expect(_ values: [Double], _ expected: [Double]) {
    #expect(values.count == expected.count)
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 2e-6 }, "\(values)")
  }

  /// The flow of a cell with the weights, inputs and loss of the comment above.
  private func waveFlow(_ cell: LaboratoryCell) -> GradientFlow {
    func wave(_ k: Int) -> Float { Float(sin(Double(k * k) * 0.37) / 2) }
    var layout = ParameterLayout()
    let layer = RecurrentLayer(
      cell: cell.cell, direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &layout)
    let parameters = MutableParameterBuffer(zerosFor: layout)
    for k in 0..<layout.count { parameters.base[k] = wave(k) }
    let weights = PackedWeights(parameters, forTraining: true)
    var pass = Pass(trainingWith: weights, gradients: Gradients(zerosFor: layout))
    let record = BackpropagationRecord()
    pass.record = record
    let packing = SequencePacking(lengths: [5])
    let input = pass.workspace.matrix(rows: 5, columns: 2)
    for k in 0..<10 { input.base[k] = wave(1000 + k) }
    let (_, trace) = layer.forward(PackedSequences(values: input, packing: packing), in: &pass)
    let gradient = pass.workspace.zeros(rows: 5, columns: 3)
    for k in 0..<3 { gradient[4, k] = wave(2000 + k) }
    _ = layer.backward(
      PackedSequences(values: gradient, packing: packing), through: trace, in: &pass)
    return GradientFlow(
      "wave", of: layer, in: record, weights: weights, tokens: (1...5).map { "\($0)" })
  }
}

/// A fresh network in Double, which can start at any step from any state.
private struct Toy {
  private let recurrent: [[Double]]
  private let projected: [[Double]]
  private let direction: [Double]
  private let cell: LaboratoryCell
  private(set) var states: [[Double]] = []

  init(_ network: FreshNetwork, cell: LaboratoryCell) throws {
    self.cell = cell
    let size = network.layer.hiddenSize
    let matrix = network.weights[try #require(network.layer.recurrentWeights)]
    recurrent = (0..<size).map { matrix[row: $0].map(Double.init) }
    direction = network.direction.map(Double.init)
    let input = network.weights[network.layer.inputWeights]
    let entries = network.weights.parameters.layout.entries
    let table = network.weights[try #require(entries.first { $0.name == "words" }).parameter]
    projected = (0..<9).map { word in
      (0..<size).map { unit in
        (0..<size).reduce(0) { $0 + Double(table[word, $1]) * Double(input[$1, unit]) }
      }
    }
    var state = [Double](repeating: 0, count: size)
    for time in projected.indices {
      state = step(state, time)
      states.append(state)
    }
  }

  private func step(_ state: [Double], _ time: Int) -> [Double] {
    state.indices.map { unit in
      let sum = state.indices.reduce(projected[time][unit]) { $0 + state[$1] * recurrent[$1][unit] }
      return cell == .elman ? tanh(sum) : max(0, sum)
    }
  }

  /// The loss if a unit of a step's state were a little larger.
  func loss(from time: Int, _ state: [Double], _ unit: Int, _ difference: Double) -> Double {
    var state = state
    state[unit] += difference
    for next in (time + 1)..<max(time + 1, projected.count) { state = step(state, next) }
    return zip(state, direction).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CellsTests {
  /// Names and order of the blocks, by which weights stand in model files.
  @Test func blocks() {
    let blocks = CellKind.allCases.map { kind in
      kind.cell.structure.blocks.map(\.name).joined(separator: " ")
    }
    #expect(blocks == ["h", "r z n", "i f g o", "f r x y"])
  }

  /// Whether hidden states in bytes have one scale, as in all cells of models that have a W_hh.
  @Test func tanhBoundsHiddenStates() {
    let cells: [any RecurrentCell] = [ElmanCell(), GRUCell(), LSTMCell()]
    for cell in cells { #expect(cell.structure.hiddenIsBounded) }
    let others: [any RecurrentCell] = [
      ElmanCell(activation: .relu), ElmanCell(activation: .identity), SRUCell(),
    ]
    for cell in others { #expect(!cell.structure.hiddenIsBounded) }
  }

  /// These names stand in model files.
  @Test func configurationsNameThem() {
    #expect(CellKind.allCases.map(\.rawValue) == ["elman", "gru", "lstm", "sru"])
    #expect(HeadKind.allCases.map(\.rawValue) == ["softmax", "crf"])
  }

  /// An Elman cell starts by remembering: without input its state stays, but for tanh.
  @Test func elmanStartsAsTheIdentity() throws {
    let (layer, weights) = initialized(ElmanCell())
    let recurrent = weights[try #require(layer.recurrentWeights)]
    for row in 0..<3 {
      for column in 0..<3 { #expect(recurrent[row, column] == (row == column ? 1 : 0)) }
    }
    #expect(weights[layer.bias].elements == [0, 0, 0])
  }

  /// The forget gate, the second of four, starts open.
  @Test func lstmStartsWithAForgetBiasOfOne() throws {
    let (layer, weights) = initialized(LSTMCell())
    #expect(weights[layer.bias].elements == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0])
    expectOrthonormal(weights[try #require(layer.recurrentWeights)], blocks: 4)
  }

  @Test func gruStartsWithoutBias() throws {
    let (layer, weights) = initialized(GRUCell())
    #expect(weights[layer.bias].elements.allSatisfy { $0 == 0 })
    #expect(weights[try #require(layer.recurrentBias)].elements == [0, 0, 0])
    expectOrthonormal(weights[try #require(layer.recurrentWeights)], blocks: 3)
  }

  @Test func sruStartsWithPeepholesAndWithoutBias() throws {
    let (layer, weights) = initialized(SRUCell())
    #expect(layer.recurrentWeights == nil && layer.recurrentBias == nil)
    let peepholes = weights[try #require(layer.peepholes)].elements
    #expect(peepholes.count == 6 && peepholes.allSatisfy { $0 != 0 && $0.magnitude <= 1.2248 })
    #expect(weights[layer.bias].elements == Array(repeating: 0, count: 6))
  }

  private func initialized(_ cell: any RecurrentCell) -> (RecurrentLayer, ParameterBuffer) {
    var layout = ParameterLayout()
    let layer = RecurrentLayer(
      cell: cell, direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &layout)
    let parameters = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: 1)
    parameters.initialize(with: &random)
    return (layer, parameters.readOnly)
  }

  private func expectOrthonormal(_ matrix: MatrixView, blocks: Int) {
    let size = matrix.rows
    for block in 0..<blocks {
      for i in 0..<size {
        for j in 0..<size {
          let product = (0..<size).reduce(0) {
            $0 + matrix[$1, block * size + i] * matrix[$1, block * size + j]
          }
          #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
        }
      }
    }
  }
}

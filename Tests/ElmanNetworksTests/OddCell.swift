import ElmanLibc
import ElmanNetworks
import ElmanTensors

/// A cell for tests alone, whose blocks differ in all that they see: with c_t = σ(k) c_{t-1} + tanh(n),
/// h_t = c_t + y. Block k has a peephole and no bias, n sees h and has a bias, y is the highway.
struct OddCell: RecurrentCell {
  var structure: CellStructure {
    CellStructure(
      blocks: [
        .init("k", .keepingGate, sees: .peephole), .init("n", .content, sees: .hidden, bias: 0.5),
        .init("y", .highway),
      ], states: [.cell])
  }

  func step(_ buffers: StepBuffers) {
    guard let cell = buffers.cell, let peepholes = buffers.peepholes else { return }
    let (gates, size) = (buffers.gates, buffers.hidden.columns)
    for row in 0..<gates.rows {
      for unit in 0..<size {
        let before = row < buffers.continuing ? buffers.previousCell?[row, unit] ?? 0 : 0
        let k = sigmoid(gates[row, unit] + peepholes[0, unit] * before)
        let n = tanh(gates[row, size + unit])
        (gates[row, unit], gates[row, size + unit]) = (k, n)
        cell[row, unit] = k * before + n
        buffers.hidden[row, unit] = cell[row, unit] + gates[row, 2 * size + unit]
      }
    }
  }

  func stepBackward(_ buffers: StepBuffers) {
    guard let output = buffers.outputGradient, let carried = buffers.carriedGradient,
      let cellGradient = buffers.cellGradient, let peepholes = buffers.peepholes,
      let peepholeGradient = buffers.peepholeGradient
    else { return }
    let (gates, size) = (buffers.gates, buffers.hidden.columns)
    for row in 0..<gates.rows {
      for unit in 0..<size {
        let before = row < buffers.continuing ? buffers.previousCell?[row, unit] ?? 0 : 0
        let (k, n) = (gates[row, unit], gates[row, size + unit])
        let dh = output[row, unit] + carried[row, unit]
        let dc = cellGradient[row, unit] + dh
        let dk = dc * before * k * (1 - k)
        gates[row, unit] = dk
        gates[row, size + unit] = dc * (1 - n * n)
        gates[row, 2 * size + unit] = dh
        peepholeGradient[0, unit] += dk * before
        cellGradient[row, unit] = dc * k + dk * peepholes[0, unit]
      }
    }
  }
}

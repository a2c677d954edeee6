import ElmanLibc
import ElmanNetworks
import ElmanTensors

/// The minimal gated unit, blocks f n: f_t = σ(W_xf x_t + W_hf h_{t-1} + b_f),
/// n_t = tanh(W_xn x_t + b_n + f_t (W_hn h_{t-1} + b_hn)), h_t = (1 - f_t) h_{t-1} + f_t n_t.
///
/// It is a cell in one file, written as one outside of the package would be, in plain Swift.
///
/// Reference: Zhou, Wu, Zhang and Zhou, 2016, Minimal Gated Unit for Recurrent Neural Networks, with
/// the gate after the product, as in this package's GRU.
struct MinimalGatedUnit: RecurrentCell {
  var structure: CellStructure {
    CellStructure(
      blocks: [
        .init("f", .gate, sees: .hidden, bias: 0),
        .init("n", .content, sees: .hidden, bias: 0, recurrentBias: 0),
      ], recurrentProduct: .apart, passesHiddenOn: true, hiddenIsBounded: true)
  }

  func step(_ buffers: StepBuffers) {
    guard let recurrent = buffers.recurrent, let bias = buffers.recurrentBias else { return }
    let (gates, size) = (buffers.gates, buffers.hidden.columns)
    for row in 0..<gates.rows {
      // A sequence that starts here has no product, whatever stands there.
      let continues = row < buffers.continuing
      for unit in 0..<size {
        let before = continues ? buffers.previousHidden?[row, unit] ?? 0 : 0
        let f = sigmoid(gates[row, unit] + (continues ? recurrent[row, unit] : 0))
        let q = (continues ? recurrent[row, size + unit] : 0) + bias[0, unit]
        let n = tanh(gates[row, size + unit] + f * q)
        (gates[row, unit], gates[row, size + unit]) = (f, n)
        recurrent[row, size + unit] = q
        buffers.hidden[row, unit] = before + f * (n - before)
      }
    }
  }

  func stepBackward(_ buffers: StepBuffers) {
    guard let recurrent = buffers.recurrent, let output = buffers.outputGradient,
      let carried = buffers.carriedGradient
    else { return }
    let (gates, size) = (buffers.gates, buffers.hidden.columns)
    for row in 0..<gates.rows {
      for unit in 0..<size {
        let before = row < buffers.continuing ? buffers.previousHidden?[row, unit] ?? 0 : 0
        let (f, n) = (gates[row, unit], gates[row, size + unit])
        let dh = output[row, unit] + carried[row, unit]
        let dn = dh * f * (1 - n * n)
        let df = (dh * (n - before) + dn * recurrent[row, size + unit]) * f * (1 - f)
        (gates[row, unit], gates[row, size + unit]) = (df, dn)
        (recurrent[row, unit], recurrent[row, size + unit]) = (df, dn * f)
        carried[row, unit] = dh * (1 - f)
      }
    }
  }
}

/// 1 / (1 + exp(-x)).
func sigmoid(_ x: Float) -> Float { 1 / (1 + exp(-x)) }

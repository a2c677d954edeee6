import ElmanNetworks
import ElmanTensors
import Testing

// Values and gradients of PyTorch 2.13, whose packed sequences lie as ours do. Inputs, weights and
// the coefficients of the loss are the same formula on both sides. A weight's gradient is compared
// by its product with the formula. The comment above each test is the call that printed its numbers.
//
// import torch
// from torch import nn
// from torch.nn.utils.rnn import PackedSequence
//
// def wave(start, *shape):
//     k = torch.arange(start, start + torch.Size(shape).numel(), dtype=torch.float64)
//     return (torch.sin(k * k * 0.37) / 2).float().reshape(shape)
//
// def run(net, batch_sizes):
//     parts, place = [], 0
//     for name, p in net.named_parameters():
//         rows = slice(None)
//         if name.startswith("bias_hh"):
//             p.data.zero_()
//             rows = slice(2 * net.hidden_size if net.mode == "GRU" else len(p), None)
//         parts.append((p, rows, place, p[rows].t().shape))
//         place += p[rows].numel()
//     for p, rows, place, shape in parts:
//         p.data[rows].t().copy_(wave(place, *shape))
//     x = wave(1000, sum(batch_sizes), net.input_size).requires_grad_()
//     y = net(PackedSequence(x, torch.tensor(batch_sizes)))[0].data
//     (y * wave(2000, *y.shape)).sum().backward()
//     print(y.flatten().tolist(), x.grad.flatten().tolist(), [
//         (p.grad[rows].t() * wave(3000 + place, *shape)).sum().item()
//         for p, rows, place, shape in parts if shape.numel()])
//
// def sru(size, batch_sizes):
//     gates = 3 if size == 2 else 4
//     shapes = [(2, gates * size), (2, size), (2, size)]
//     starts = [0, 2 * gates * size, 2 * gates * size + 2 * size]
//     W, v, b = [wave(k, *s).requires_grad_() for k, s in zip(starts, shapes)]
//     x = wave(1000, sum(batch_sizes), 2).requires_grad_()
//     c, y, at = x.new_zeros(batch_sizes[0], size), [], 0
//     for n in batch_sizes:
//         here, c, at = x[at:at + n], c[:n], at + n
//         parts = (here @ W).split(size, 1)
//         f, r = [torch.sigmoid(parts[k] + v[k] * c + b[k]) for k in (0, 1)]
//         c = f * c + (1 - f) * parts[2]
//         y.append(r * c + (1 - r) * (here if size == 2 else parts[3]) * 3 ** 0.5)
//     y = torch.cat(y)
//     (y * wave(2000, *y.shape)).sum().backward()
//     print(y.flatten().tolist(), x.grad.flatten().tolist(), [
//         (p.grad * wave(3000 + k, *s)).sum().item()
//         for p, k, s in zip((W, v, b), starts, shapes)])
//
// def crf(labels, batch_sizes):
//     shapes = [(labels, labels), (labels,), (labels,)]
//     starts = [0, labels ** 2, labels ** 2 + labels]
//     T, start, end = [wave(k, *s).requires_grad_() for k, s in zip(starts, shapes)]
//     x = wave(1000, sum(batch_sizes), labels).requires_grad_()
//     loss = 0
//     for b in range(batch_sizes[0]):
//         rows = [sum(batch_sizes[:t]) + b for t, n in enumerate(batch_sizes) if b < n]
//         gold = [row * row % labels for row in rows]
//         a, score = start + x[rows[0]], start[gold[0]] + x[rows, gold].sum() + end[gold[-1]]
//         for row, previous, label in zip(rows[1:], gold, gold[1:]):
//             a = torch.logsumexp(a[:, None] + T, 0) + x[row]
//             score = score + T[previous, label]
//         loss = loss + torch.logsumexp(a + end, 0) - score
//     loss.backward()
//     print(loss.item(), [g.flatten().tolist() for g in (x.grad, T.grad, start.grad, end.grad)])
//
// def attention(size, attention_size, lengths):
//     n = attention_size
//     shapes, starts = [(size, n), (1, n), (n, 1)], [0, size * n, size * n + n]
//     W, b, q = [wave(k, *s).requires_grad_() for k, s in zip(starts, shapes)]
//     x = wave(1000, sum(lengths), size).requires_grad_()
//     weights = [torch.softmax(torch.tanh(h @ W + b) @ q, 0) for h in x.split(lengths)]
//     y = torch.stack([(a * h).sum(0) for a, h in zip(weights, x.split(lengths))])
//     (y * wave(2000, *y.shape)).sum().backward()
//     print([v.flatten().tolist()
//            for v in (torch.cat(weights), y, x.grad, W.grad, b.grad, q.grad)])
//
// def cross_entropy(rows, classes, smoothing, weights):
//     x = (4 * wave(1000, rows, classes)).requires_grad_()
//     gold = torch.tensor([row * row % classes for row in range(rows)])
//     loss = nn.functional.cross_entropy(
//         x, gold, torch.tensor(weights), label_smoothing=smoothing, reduction="sum")
//     loss.backward()
//     print(loss.item(), x.grad.flatten().tolist())

@Suite struct PyTorchTests {
  // run(nn.RNN(2, 3), [2, 2, 1])
  @Test func elman() {
    let result = run(lengths: [3, 2]) {
      RecurrentLayer(
        cell: ElmanCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.430147, 0.227184, 0.303913, 0.427860, 0.202819, 0.254956, 0.533742, 0.111916, 0.028232,
        0.535225, 0.101963, -0.006626, 0.543246, 0.059899, 0.086329,
      ])
    expectEqual(
      result.inputGradient,
      [
        -0.191399, -0.056697, 0.028800, -0.063232, 0.009948, 0.053314, -0.059088, 0.081493,
        -0.024751, -0.082268,
      ])
    expectEqual(
      result.projections,
      [0.266699, -0.139579, 0.038911])
  }

  // run(nn.RNN(2, 3, nonlinearity="relu"), [2, 2, 1])
  @Test func elmanWithReLU() {
    let result = run(lengths: [3, 2]) {
      RecurrentLayer(
        cell: ElmanCell(activation: .relu), direction: .leftToRight, inputSize: 2,
        hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.460077, 0.231218, 0.313825, 0.457275, 0.205671, 0.260706, 0.604231, 0.099753, 0.013518,
        0.606453, 0.090854, 0, 0.637969, 0.042844, 0.049151,
      ])
    expectEqual(
      result.inputGradient,
      [
        -0.198885, -0.075527, 0.028687, -0.065721, 0.004018, 0.071148, -0.085560, 0.075428,
        -0.025128, -0.091522,
      ])
    expectEqual(result.projections, [0.303660, -0.176098, 0.062088])
  }

  // run(nn.GRU(2, 3), [3, 2, 1, 1])
  @Test func gru() {
    let result = run(lengths: [4, 1, 2]) {
      RecurrentLayer(
        cell: GRUCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.291308, 0.244798, -0.084250, 0.279620, 0.255585, -0.061889, 0.003715, 0.178008, -0.070923,
        0.139484, 0.337136, -0.110739, 0.363464, 0.370066, -0.125187, 0.136061, 0.462750, -0.038936,
        0.358632, 0.528067, -0.050585,
      ])
    expectEqual(
      result.inputGradient,
      [
        0.259177, 0.099208, 0.051478, 0.053665, -0.131256, -0.159601, 0.112827, -0.000592, 0.054818,
        0.113744, 0.043225, -0.069887, 0.144675, 0.118051,
      ])
    expectEqual(
      result.projections,
      [-0.024482, -0.055786, 0.019683, 0.287790])
  }

  // run(nn.LSTM(2, 3), [2, 2, 1])
  @Test func lstm() {
    let result = run(lengths: [2, 3]) {
      RecurrentLayer(
        cell: LSTMCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.055209, 0.109989, 0.056840, 0.048517, 0.120724, 0.068729, -0.006137, 0.078410, 0.109395,
        -0.014701, 0.101165, 0.116086, 0.023199, 0.136605, 0.098800,
      ])
    expectEqual(
      result.inputGradient,
      [
        0.067059, 0.026363, 0.027380, 0.000186, -0.060714, 0.003847, 0.054957, -0.054177, 0.021514,
        0.051446,
      ])
    expectEqual(
      result.projections,
      [-0.058936, 0.005980, -0.119576])
  }

  // sru(3, [3, 2, 1, 1])
  @Test func sru() {
    let result = run(lengths: [4, 1, 2]) {
      RecurrentLayer(
        cell: SRUCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        -0.087256, -0.087821, 0.162099, -0.060530, -0.042079, 0.153279, -0.108749, -0.191143,
        -0.056968, -0.051996, -0.146162, -0.092551, -0.082336, -0.119386, 0.085028, 0.047426,
        -0.004870, -0.068288, -0.058189, -0.060557, 0.125795,
      ])
    expectEqual(
      result.inputGradient,
      [
        -0.045048, -0.102262, -0.059099, 0.035847, 0.119229, 0.026776, 0.158842, -0.013199,
        -0.201753, 0.035564, -0.038420, -0.012486, -0.173597, -0.053993,
      ])
    expectEqual(
      result.projections,
      [-0.311742, -0.000790, -0.009814])
  }

  // sru(2, [2, 2, 1])
  @Test func sruOfTheInputsSize() {
    let result = run(lengths: [2, 3]) {
      RecurrentLayer(
        cell: SRUCell(), direction: .leftToRight, inputSize: 2, hiddenSize: 2, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.284796, 0.377105, 0.213770, 0.401631, 0.211296, -0.250920, 0.171491, -0.213382, 0.297677,
        0.187029,
      ])
    expectEqual(
      result.inputGradient,
      [
        0.267892, -0.213154, -0.255672, 0.043499, 0.061812, -0.067728, -0.250261, 0.109817,
        0.038867, 0.081573,
      ])
    expectEqual(
      result.projections,
      [-0.001037, -0.000465, 0.015979])
  }

  // run(nn.GRU(2, 3, bidirectional=True), [2, 2, 1])
  @Test func bidirectionalGRU() {
    let result = run(lengths: [2, 3]) {
      BidirectionalLayer(cell: GRUCell(), inputSize: 2, hiddenSize: 3, in: &$0)
    }
    expectEqual(
      result.output,
      [
        0.291308, 0.244798, -0.084250, -0.428313, -0.327938, -0.225302, 0.279620, 0.255585,
        -0.061889, -0.316950, -0.362838, -0.164568, 0.133303, 0.323568, -0.123748, -0.397625,
        -0.159956, -0.207200, 0.134158, 0.342558, -0.093800, -0.269604, -0.132038, -0.114874,
        0.333745, 0.425581, -0.150282, -0.189205, -0.242603, -0.142190,
      ])
    expectEqual(
      result.inputGradient,
      [
        0.238427, 0.098422, -0.147569, 0.048921, 0.290809, -0.054368, 0.056585, 0.226819, 0.092097,
        0.081831,
      ])
    expectEqual(
      result.projections,
      [-0.120194, -0.122542, -0.233244, 0.313331, -0.009509, -0.001736, -0.005822, 0.014963])
  }

  // run(nn.LSTM(2, 3, num_layers=2, bidirectional=True), [3, 2, 1])
  @Test func twoBidirectionalLSTMs() {
    let result = run(lengths: [3, 1, 2]) {
      RecurrentStack(
        cell: LSTMCell(), layerCount: 2, inputSize: 2, hiddenSize: 3, dropout: 0, in: &$0)
    }
    expectEqual(
      result.output,
      [
        -0.086171, 0.134148, -0.185406, 0.069893, -0.234918, 0.093743, -0.087507, 0.135138,
        -0.184507, 0.054228, -0.190393, 0.093350, -0.098768, 0.164837, -0.156133, 0.045973,
        -0.108639, 0.102311, -0.131570, 0.230056, -0.252900, 0.064378, -0.180174, 0.107773,
        -0.130993, 0.229545, -0.258439, 0.032407, -0.107559, 0.084846, -0.156749, 0.278229,
        -0.300329, 0.037015, -0.104732, 0.086770,
      ])
    expectEqual(
      result.inputGradient,
      [
        -0.006689, 0.026966, -0.000298, -0.002450, 0.001895, 0.014583, -0.009116, 0.020453,
        -0.021630, 0.017918, -0.007145, 0.009100,
      ])
    expectEqual(
      result.projections,
      [
        -0.009773, 0.006067, -0.055303, -0.028971, 0.009762, -0.028088, -0.001328, -0.014433,
        -0.069020, -0.042748, 0.005625, -0.197692,
      ])
  }

  // crf(3, [3, 2, 1])
  @Test func crf() {
    var layout = ParameterLayout()
    let head = CRFHead(labelCount: 3, in: &layout)
    let network = TestNetwork(wave: layout)
    let packing = SequencePacking(lengths: [1, 3, 2])
    var pass = network.trainingPass()
    let scores = PackedSequences(
      values: pass.matrix(waves(from: 1000, count: 18), columns: 3), packing: packing)
    let labels = (0..<6).map { Int32($0 * $0 % 3) }
    let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
    #expect(abs(loss - 8.266004) < 1e-5)
    expectEqual(
      gradient.values.elements,
      [
        -0.720007, 0.250348, 0.469659, 0.378278, -0.683642, 0.305364, 0.260557, -0.870961, 0.610404,
        -0.492371, 0.210784, 0.281587, 0.469769, -0.648991, 0.179222, 0.551483, -0.847419, 0.295936,
      ])
    expectEqual(
      network.gradients[head.transitions].elements,
      [-0.524353, -0.693476, 0.383730, 0.360569, -0.797012, 0.213933, 0.692665, 0.204863, 0.159082])
    expectEqual(
      network.gradients[head.start].elements, [-0.081171, -1.304255, 1.385426])
    expectEqual(
      network.gradients[head.end].elements, [1.281809, -2.367370, 1.085561])
  }

  // attention(4, 3, [3, 1, 2])
  @Test func attentionPooling() {
    var layout = ParameterLayout()
    let pooling = AttentionPooling(size: 4, attentionSize: 3, in: &layout)
    let network = TestNetwork(wave: layout)
    var pass = network.trainingPass()
    let input = SegmentedRows(
      values: pass.matrix(waves(from: 1000, count: 24), columns: 4),
      segments: [0..<3, 3..<4, 4..<6])
    let (output, trace) = pooling.forward(input, in: &pass)
    expectEqual(
      trace.attentionWeights ?? [], [0.285009, 0.385152, 0.329839, 1.000000, 0.497825, 0.502175])
    expectEqual(
      output.elements,
      [
        0.424273, 0.021146, 0.166782, -0.041276, 0.305495, 0.401805, -0.488681, 0.474012, -0.062122,
        -0.127130, 0.019368, 0.473787,
      ])
    let gradient = pass.matrix(waves(from: 2000, count: 12), columns: 4)
    let inputGradient = pooling.backward(gradient, through: trace, in: &pass)
    expectEqual(
      inputGradient.elements,
      [
        0.127947, -0.062444, -0.118379, 0.017253, 0.177020, -0.089262, -0.155325, 0.005021,
        0.153152, -0.078329, -0.131317, -0.002689, 0.138782, -0.107655, -0.496668, 0.143911,
        0.026949, 0.053256, -0.244369, 0.054301, 0.039479, 0.038356, -0.231729, -0.002640,
      ])
    expectEqual(
      network.gradients[pooling.projection.weights].elements,
      [
        0.040033, 0.017018, 0.004118, -0.013827, -0.006453, -0.001598, -0.043625, -0.017893,
        -0.004571, -0.013177, -0.002487, -0.001280,
      ])
    expectEqual(
      network.gradients[pooling.projection.bias].elements, [-0.004150, 0.006140, 0.000071])
    expectEqual(network.gradients[pooling.query].elements, [-0.015688, 0.052674, 0.071238])
  }

  // cross_entropy(4, 3, 0.1, [0.5, 2.0, 1.25])
  @Test func smoothedAndWeightedCrossEntropy() {
    expectCrossEntropy(
      labelSmoothing: 0.1, classWeights: [0.5, 2, 1.25], 10.044980,
      gradient: [
        -0.244386, 0.143980, 0.100406, 1.101593, -1.090373, -0.011220, 0.576403, -1.825188,
        1.248785, -0.103359, 0.031817, 0.071542,
      ])
  }

  // cross_entropy(4, 3, 0.0, [0.5, 2.0, 1.25])
  @Test func weightedCrossEntropy() {
    expectCrossEntropy(
      labelSmoothing: 0, classWeights: [0.5, 2, 1.25], 10.196055,
      gradient: [
        -0.306712, 0.183171, 0.123541, 1.161828, -1.193461, 0.031633, 0.616176, -1.956905, 1.340729,
        -0.184080, 0.085638, 0.098442,
      ])
  }

  // cross_entropy(4, 3, 0.2, [1.0, 1.0, 1.0])
  @Test func smoothedCrossEntropy() {
    expectCrossEntropy(
      labelSmoothing: 0.2, classWeights: nil, 6.138432,
      gradient: [
        -0.480091, 0.299676, 0.180415, 0.514247, -0.463397, -0.050850, 0.241421, -0.845119,
        0.603698, -0.234827, 0.104610, 0.130218,
      ])
  }

  private func expectCrossEntropy(
    labelSmoothing: Float, classWeights: [Float]?, _ expected: Double, gradient: [Float],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var pass = TestNetwork(random: ParameterLayout()).trainingPass()
    let scores = pass.matrix(waves(from: 1000, count: 12).map { 4 * $0 }, columns: 3)
    let computed = SoftmaxHead().loss(
      scores, labels: (0..<4).map { Int32($0 * $0 % 3) }, labelSmoothing: labelSmoothing,
      classWeights: classWeights, scale: 1, in: &pass)
    #expect(abs(computed.loss - expected) < 1e-5, sourceLocation: sourceLocation)
    expectEqual(computed.gradient.elements, gradient, sourceLocation: sourceLocation)
  }

  /// What `run` prints.
  private struct Result {
    var output: [Float]
    var inputGradient: [Float]
    var projections: [Float]
  }

  private func run<L: Layer>(
    lengths: [Int], _ make: (inout ParameterLayout) -> L
  ) -> Result
  where
    L.Input == PackedSequences, L.Output == PackedSequences, L.InputGradient == PackedSequences
  {
    var layout = ParameterLayout()
    let layer = make(&layout)
    let network = TestNetwork(wave: layout)
    let packing = SequencePacking(lengths: lengths)
    var pass = network.trainingPass()
    let input = pass.matrix(waves(from: 1000, count: packing.rowCount * 2), columns: 2)
    let (output, trace) = layer.forward(
      PackedSequences(values: input, packing: packing), in: &pass)
    let values = output.values.elements
    let gradient = pass.matrix(
      waves(from: 2000, count: values.count), columns: output.values.columns)
    let inputGradient = layer.backward(
      PackedSequences(values: gradient, packing: packing), through: trace, in: &pass)
    let projections = layout.entries.map { entry in
      entry.parameter.range.reduce(0) {
        $0 + network.gradients.buffer.base[$1] * wave(3000 + $1)
      }
    }
    return Result(
      output: values, inputGradient: inputGradient.values.elements, projections: projections)
  }

  private func waves(from start: Int, count: Int) -> [Float] {
    (start..<start + count).map(wave)
  }

  private func expectEqual(
    _ computed: [Float], _ expected: [Float], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(computed.count == expected.count, sourceLocation: sourceLocation)
    for (k, (computed, expected)) in zip(computed, expected).enumerated() {
      #expect(abs(computed - expected) < 2e-6, "element \(k)", sourceLocation: sourceLocation)
    }
  }
}

import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct BiaffineScorerTests {
  private func scorer(
    input: Int, arcs: Int, relations: Int, count: Int, dropout: Float = 0,
    in layout: inout ParameterLayout
  ) -> BiaffineScorer {
    BiaffineScorer(
      inputSize: input, arcSize: arcs, relationSize: relations, relationCount: count,
      dropout: Dropout(rate: dropout), in: &layout)
  }

  private func gold(_ lengths: [Int], relations: Int) -> GoldTrees {
    let packing = SequencePacking(lengths: lengths)
    var random = Random(seed: 11)
    var gold = GoldTrees(heads: [], relations: [])
    gold.heads = Array(repeating: 0, count: packing.rowCount)
    gold.relations = gold.heads
    for (sequence, length) in packing.lengths.enumerated() {
      for step in 0..<length {
        let row = packing.row(step: step, sequence: sequence)
        // Any head but itself.
        var head = random.index(below: length)
        if head == step + 1 { head = 0 }
        gold.heads[row] = Int32(head)
        gold.relations[row] = Int32(random.index(below: relations))
      }
    }
    return gold
  }

  @Test(arguments: raggedLengths, [(5, 3, 4), (16, 7, 17)])
  func gradients(lengths: [Int], _ sizes: (arcs: Int, relations: Int, count: Int)) {
    let packing = SequencePacking(lengths: lengths)
    var layout = ParameterLayout()
    let scorer = scorer(
      input: 6, arcs: sizes.arcs, relations: sizes.relations, count: sizes.count, in: &layout)
    let gold = gold(lengths, relations: sizes.count)
    expectExactGradients(layout, input: (packing.rowCount, 6)) { input, pass in
      let (loss, gradient) = scorer.loss(
        PackedSequences(values: input, packing: packing), gold: gold, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  @Test func gradientsWithDropoutAndMissingTrees() {
    let packing = SequencePacking(lengths: [4, 3, 2])
    var layout = ParameterLayout()
    let scorer = scorer(input: 6, arcs: 9, relations: 5, count: 3, dropout: 0.4, in: &layout)
    var gold = gold([4, 3, 2], relations: 3)
    // The second sentence has no tree, and one word of the first no relation.
    for step in 0..<3 { gold.heads[packing.row(step: step, sequence: 1)] = -1 }
    gold.relations[packing.row(step: 2, sequence: 0)] = -1
    expectExactGradients(layout, input: (packing.rowCount, 6)) { input, pass in
      let (loss, gradient) = scorer.loss(
        PackedSequences(values: input, packing: packing), gold: gold, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  // Values and gradients of PyTorch 2.13, with the formula of PyTorchTests:
  //
  // def biaffine(size, a, r, count, lengths):
  //     shapes = [(size, 2 * (a + r)), (2 * (a + r),), (a + r,), (a, a), (a,), (3 * r, count),
  //               (count,)]
  //     starts = [0]
  //     for s in shapes: starts.append(starts[-1] + torch.Size(s).numel())
  //     W, b, root, U, u, V, o = [
  //         wave(k, *s).requires_grad_() for k, s in zip(starts, shapes)]
  //     x = wave(1000, sum(lengths), size).requires_grad_()
  //     y = torch.tanh(x @ W + b)
  //     d, e, p, q = y.split([a, a, r, r], 1)
  //     # Sentences lie step by step.
  //     longest, loss = max(lengths), 0
  //     rows = [[sum(min(n, t) for n in lengths) + i for t in range(n)]
  //             for i, n in enumerate(lengths)]
  //     for sentence in rows:
  //         heads = torch.cat([root[None, :a], e[sentence]])
  //         arcs = (d[sentence] @ U + u) @ heads.t()
  //         for i, row in enumerate(sentence):
  //             head = (3 * row + 1) % (len(sentence) + 1)
  //             if head == i + 1: head = 0
  //             mask = torch.zeros(len(sentence) + 1); mask[i + 1] = -1e30
  //             loss = loss - torch.log_softmax(arcs[i] + mask, 0)[head]
  //             h = root[a:] if head == 0 else q[sentence[head - 1]]
  //             t = torch.cat([p[row] * h, p[row], h]) @ V + o
  //             loss = loss - torch.log_softmax(t, 0)[row * row % count]
  //     loss.backward()
  //     print(loss.item(), x.grad.flatten().tolist(), [
  //         (g.grad * wave(3000 + k, *s)).sum().item() for g, k, s in
  //         zip((W, b, root, U, u, V, o), starts, shapes)])
  //
  // biaffine(3, 4, 2, 3, [3, 2])
  @Test func pyTorch() {
    let packing = SequencePacking(lengths: [3, 2])
    var layout = ParameterLayout()
    let scorer = scorer(input: 3, arcs: 4, relations: 2, count: 3, in: &layout)
    let network = TestNetwork(wave: layout)
    var pass = network.trainingPass()
    let input = pass.matrix((0..<15).map { wave(1_000 + $0) }, columns: 3)
    var gold = GoldTrees(heads: [], relations: [])
    gold.heads = Array(repeating: 0, count: 5)
    gold.relations = gold.heads
    for (sequence, length) in packing.lengths.enumerated() {
      for step in 0..<length {
        let row = packing.row(step: step, sequence: sequence)
        let head = (3 * row + 1) % (length + 1)
        gold.heads[row] = Int32(head == step + 1 ? 0 : head)
        gold.relations[row] = Int32(row * row % 3)
      }
    }
    let (loss, gradient) = scorer.loss(
      PackedSequences(values: input, packing: packing), gold: gold, scale: 1, in: &pass)
    #expect(abs(loss - expectedLoss) < 1e-4)
    for (found, expected) in zip(gradient.values.elements, expectedInputGradient) {
      #expect(abs(found - expected) < 1e-4)
    }
    let projections = layout.entries.map { entry in
      entry.parameter.range.reduce(Float(0)) {
        $0 + network.gradients.buffer.base[$1] * wave(3_000 + $1)
      }
    }
    #expect(projections.count == expectedProjections.count)
    for (found, expected) in zip(projections, expectedProjections) {
      #expect(abs(found - expected) < 1e-4)
    }
  }

  private let expectedLoss = 10.281986
  private let expectedInputGradient: [Float] = [
    -0.343199, -0.483936, 0.398846, 0.242222, -0.107771, -0.362379, 0.311056, 0.022663, -0.177444,
    -0.246364, 0.041295, 0.219644, -0.077399, 0.331542, -0.241945,
  ]
  private let expectedProjections: [Float] = [
    0.211002, -0.457538, 0.065886, 0.170041, 0.037096, -0.030988, -1.354886,
  ]

  /// Relations of roots go to roots and to no others, and what is asked for in a batch is what each sentence has.
  @Test func parsesEachSentenceForItself() {
    var layout = ParameterLayout()
    let scorer = scorer(input: 6, arcs: 8, relations: 4, count: 5, in: &layout)
    let network = TestNetwork(random: layout)
    let kinds: [RelationKind] = [.uncrossed, .root, .plain, .plain, .root]
    let lengths = [7, 1, 4]
    let inputs = lengths.map { randomFloats($0 * 6, seed: UInt64($0)).map { 4 * $0 } }
    func parse(_ indices: [Int]) -> [[String]] {
      var pass = Pass(inferenceWith: network.weights)
      let packing = SequencePacking(lengths: indices.map { lengths[$0] })
      let rows = indices.map { index in
        (0..<lengths[index]).map { Array(inputs[index][$0 * 6..<$0 * 6 + 6]) }
      }
      let input = pass.matrix(packing.pack(rows).flatMap { $0 }, columns: 6)
      var trees = BiaffineScorer.Trees()
      scorer.parse(
        PackedSequences(values: input, packing: packing), kinds: kinds, probabilities: true,
        into: &trees, in: &pass)
      for (head, relation) in zip(trees.heads, trees.relations) {
        #expect((kinds[Int(relation)] == .root) == (head == 0))
      }
      #expect(trees.probabilities.allSatisfy { $0 > 0 && $0 <= 1 })
      return packing.unpack(
        trees.heads.indices.map {
          "\(trees.heads[$0]) \(trees.relations[$0]) \(trees.probabilities[$0])"
        })
    }
    let together = parse([0, 1, 2])
    for index in lengths.indices { #expect(parse([index]) == [together[index]]) }
  }
}

import CElmanKernels
import ElmanNetworks
import ElmanTensors
import Testing

@Suite struct CRFConstraintsTests {
  static let lengths = [2, 5, 1, 3, 4]

  private func head(
    _ rules: TestRules, constrainsTraining: Bool = true
  ) throws -> (CRFHead, ParameterLayout) {
    var layout = ParameterLayout()
    let head = CRFHead(
      labelCount: rules.labelCount, constraints: rules.constraints,
      constrainsTraining: constrainsTraining, in: &layout)
    return (head, layout)
  }

  /// log Z by way of the loss, marginals, the best sequence: all against enumeration. Large factors
  /// reach the lattice of doubles.
  @Test(arguments: TestRules.allCases, [Float(4), 40, 400, 4000])
  func enumeration(rules: TestRules, factor: Float) throws {
    let (head, layout) = try head(rules)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: Self.lengths)
    for seed in 0..<4 as Range<UInt64> {
      let sequences = packing.unpack(
        (0..<packing.rowCount).map { row in
          randomFloats(rules.labelCount, seed: seed * 1000 + UInt64(row)).map { factor * $0 }
        })
      let labels = possibleLabels(head, network, packing, seed: seed)
      let gold = packing.unpack(labels)
      let all = sequences.map { EnumeratedCRF($0, head, network.weights) }

      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(packing.pack(sequences).flatMap(\.self), columns: rules.labelCount),
        packing: packing)
      #expect(packing.unpack(head.decode(scores, in: &pass)) == all.map { $0.best })
      let expected = zip(all, gold).reduce(0.0) { sum, pair in
        let score = pair.0.sequences.first { $0.labels == pair.1 }?.score ?? .nan
        return sum + pair.0.logPartition - score
      }
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      #expect(abs(loss - expected) < 1e-5 * max(1, Double(factor)))
      #expect(gradient.values.elements.allSatisfy { $0.isFinite })
      let probabilities = packing.unpack(
        (0..<packing.rowCount).map { [row = head.probabilities(scores, in: &pass)] in
          Array(row[row: $0])
        })
      for (enumerated, rows) in zip(all, probabilities) {
        for (step, row) in rows.enumerated() {
          for (label, probability) in row.enumerated() {
            let twin = enumerated.probability { $0[step] == Int32(label) }
            #expect(abs(Double(probability) - twin) < 1e-5)
          }
        }
      }
    }
  }

  @Test(arguments: TestRules.allCases, [true, false])
  func gradients(rules: TestRules, constrainsTraining: Bool) throws {
    let (head, layout) = try head(rules, constrainsTraining: constrainsTraining)
    let packing = SequencePacking(lengths: Self.lengths)
    let labels = possibleLabels(head, TestNetwork(random: layout), packing, seed: 3)
    expectExactGradients(layout, input: (packing.rowCount, rules.labelCount)) { input, pass in
      let scores = PackedSequences(values: input, packing: packing)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      return (loss, gradient.values)
    }
  }

  /// What is forbidden has the gradient zero, also where doubles had to compute it.
  @Test(arguments: TestRules.allCases, [Float(1), 300])
  func whatIsForbiddenDoesNotLearn(rules: TestRules, factor: Float) throws {
    let (head, layout) = try head(rules)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: Self.lengths)
    let labels = possibleLabels(head, network, packing, seed: 1)
    var pass = network.trainingPass()
    let values = randomFloats(packing.rowCount * rules.labelCount, seed: 2).map { factor * $0 }
    let scores = PackedSequences(
      values: pass.matrix(values, columns: rules.labelCount), packing: packing)
    _ = head.loss(scores, labels: labels, scale: 1, in: &pass)
    let gradients = network.gradients[head.transitions]
    var total: Float = 0
    for from in 0..<rules.labelCount {
      for to in 0..<rules.labelCount {
        if !rules.allows(from, to) { #expect(gradients[from, to] == 0) }
        total += gradients[from, to]
      }
      if !rules.allows(nil, from) { #expect(network.gradients[head.start][0, from] == 0) }
      if !rules.allows(from, nil) { #expect(network.gradients[head.end][0, from] == 0) }
    }
    #expect(abs(total) < 1e-4)
    #expect(network.gradients.buffer.elements.allSatisfy { $0.isFinite })
  }

  /// Gold labels that no sequence may have: no trap, no infinity, no gradient.
  @Test func whatCannotBeLearnedIsPassedOver() throws {
    let (head, layout) = try head(.bio)
    func run(_ lengths: [Int], _ labels: [[Int32]], _ values: [[[Float]]]) -> (Double, [Float]) {
      let network = TestNetwork(random: layout)
      let packing = SequencePacking(lengths: lengths)
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(packing.pack(values).flatMap(\.self), columns: 3), packing: packing)
      let (loss, gradient) = head.loss(scores, labels: packing.pack(labels), scale: 1, in: &pass)
      if lengths.count > 1 {
        let second = packing.unpack(gradient.values.elements.chunks(of: 3))[1]
        #expect(second.joined().allSatisfy { $0 == 0 })
      }
      return (loss, network.gradients.buffer.elements)
    }
    let values = (0..<2).map { seed in randomFloats(9, seed: UInt64(seed)).chunks(of: 3) }
    let alone = run([3], [[0, 1, 2]], [values[0]])
    for labels in [[0, 2, 2], [-1, -1, -1]] as [[Int32]] {
      let both = run([3, 3], [[0, 1, 2], labels], values)
      #expect(alone == both)
    }
  }

  @Test(arguments: TestRules.allCases)
  func wildScoresGiveLabelsThatKeepToTheRules(rules: TestRules) throws {
    let (head, layout) = try head(rules)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: [9, 4, 1])
    let wild: [Float] = [
      .nan, .infinity, -.infinity, 0, -0.0, 1e38, -1e38, .leastNonzeroMagnitude, 3,
    ]
    for seed in 0..<200 as Range<UInt64> {
      var pass = network.trainingPass()
      let values = randomIds(
        packing.rowCount * rules.labelCount, below: wild.count, seed: seed
      ).map { wild[Int($0)] }
      let scores = PackedSequences(
        values: pass.matrix(values, columns: rules.labelCount), packing: packing)
      for labels in packing.unpack(head.decode(scores, in: &pass)) {
        let steps = [nil] + labels.map { Int($0) as Int? } + [nil]
        for (from, to) in zip(steps, steps.dropFirst()) { #expect(rules.allows(from, to)) }
      }
      #expect(head.probabilities(scores, in: &pass).rows == packing.rowCount)
    }
  }

  /// The bits of all that a head computes do not depend on the batch or on the instruction set.
  @Test(arguments: TestRules.allCases, [Float(1), 500])
  func batchesAndInstructionSetsAgree(rules: TestRules, factor: Float) throws {
    let (head, layout) = try head(rules)
    let network = TestNetwork(random: layout)
    let lengths = [7, 3, 9, 1]
    let values = lengths.enumerated().map { index, length in
      randomFloats(length * rules.labelCount, seed: UInt64(index)).map { factor * $0 }
        .chunks(of: rules.labelCount)
    }
    func run(_ chosen: [Int]) -> [[[Float]]] {
      let packing = SequencePacking(lengths: chosen.map { lengths[$0] })
      var pass = Pass(inferenceWith: network.weights)
      let scores = PackedSequences(
        values: pass.matrix(
          packing.pack(chosen.map { values[$0] }).flatMap(\.self), columns: rules.labelCount),
        packing: packing)
      let labels = head.decode(scores, in: &pass)
      let probabilities = head.probabilities(scores, in: &pass)
      return packing.unpack(
        labels.indices.map { [Float(labels[$0])] + Array(probabilities[row: $0]) })
    }
    let batched = run([0, 1, 2, 3])
    let single = (0..<4).flatMap { run([$0]) }
    #expect(batched == single)
    let reversed = run([3, 2, 1, 0])
    #expect(batched == reversed.reversed())
    let selected = elman_selected()
    defer { elman_select(selected) }
    for set in [ELMAN_BASELINE, ELMAN_AVX2, ELMAN_AVX512, ELMAN_NEON_DOT] where elman_select(set) {
      let result = run([0, 1, 2, 3])
      #expect(result == batched)
    }
  }

  @Test func withoutConstraintsNothingChanges() throws {
    var (free, open) = (ParameterLayout(), ParameterLayout())
    let plain = CRFHead(labelCount: 3, in: &free)
    let all = try #require(LabelConstraints(labelCount: 3) { _, _ in true })
    let constrained = CRFHead(labelCount: 3, constraints: all, in: &open)
    let packing = SequencePacking(lengths: [6, 2])
    func run(_ head: CRFHead, _ layout: ParameterLayout) -> [Float] {
      let network = TestNetwork(random: layout)
      var pass = network.trainingPass()
      let scores = PackedSequences(
        values: pass.matrix(randomFloats(24, seed: 4), columns: 3), packing: packing)
      let labels = head.decode(scores, in: &pass)
      let (loss, gradient) = head.loss(scores, labels: labels, scale: 1, in: &pass)
      return labels.map { Float($0) } + [Float(loss)] + gradient.values.elements
        + head.probabilities(scores, in: &pass).elements
    }
    #expect(run(plain, free) == run(constrained, open))
  }

  @Test func somethingMustAlwaysBePossible() {
    // Each label must be followed by the other.
    let alternating = LabelConstraints(labelCount: 2) { from, to in
      from == nil || to == nil || from != to
    }
    #expect(alternating == nil)
    let none = LabelConstraints(labelCount: 0) { _, _ in true }
    #expect(none == nil)
    let neverBeginning = LabelConstraints(labelCount: 3) { from, _ in from != nil }
    #expect(neverBeginning == nil)
  }

  /// After the first batches the workspace has all that it needs.
  @Test func theWorkspaceStopsGrowing() throws {
    let (head, layout) = try head(.bioes)
    let network = TestNetwork(random: layout)
    let packing = SequencePacking(lengths: [40, 30, 20])
    let labels = possibleLabels(head, network, packing, seed: 1)
    var pass = network.trainingPass()
    var capacity = 0
    for round in 0..<4 {
      pass.begin()
      let scores = PackedSequences(
        values: pass.matrix(randomFloats(450, seed: 4), columns: 5), packing: packing)
      _ = head.loss(scores, labels: labels, scale: 1, in: &pass)
      if round > 1 { #expect(pass.workspace.capacity == capacity) }
      capacity = pass.workspace.capacity
    }
  }
}

extension [Float] {
  /// Pieces of equal length.
  func chunks(of length: Int) -> [[Float]] {
    stride(from: 0, to: count, by: length).map { Array(self[$0..<$0 + length]) }
  }
}

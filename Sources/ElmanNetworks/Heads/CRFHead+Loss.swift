import ElmanTensors

extension CRFHead {
  /// log Z - log Z(gold), where Z(gold) is the sum over the sequences that what is known allows: of a sequence whose
  /// labels are all known exp(score), so that the loss is log Z - score(gold).
  ///
  /// A label -1 is not known at all, -2 - k is one of set k of `alternatives`; a sequence of which nothing is known is
  /// passed over. The gradient at a token is p(label) - p(label | gold), and at a transition its expected count less
  /// that under what is known. A transition that the constraints forbid has the gradient zero; a sequence whose
  /// gold labels break them cannot be learned and is passed over. Where labels are not known, only those that keep to
  /// the constraints may stand, whether or not training is constrained.
  ///
  /// Reference: Tsuboi, Kashima, Mori, Oda and Matsumoto, 2008, Training Conditional Random Fields Using
  /// Incomplete Annotations.
  package func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    let packing = scores.packing
    precondition(labels.count == packing.rowCount)
    var sum = CRFLoss(self, scores, labels: labels, scale: scale, in: &pass)
    for sequence in 0..<packing.sequenceCount { sum.add(sequence) }
    sum.finish()
    return (sum.loss, PackedSequences(values: sum.gradient, packing: packing))
  }
}

/// The loss of a batch's sequences, summed up.
private struct CRFLoss {
  private(set) var loss = 0.0
  let gradient: MutableMatrixView
  private let head: CRFHead
  private let scores: PackedSequences
  private let labels: [Int32]
  private let scale: Float
  private let constraints: LabelConstraints?
  private let lattice: CRFLattice
  private let pairs: MutableMatrixView
  private let known: KnownPart?
  private let weights: (transitions: MatrixView, start: MatrixView, end: MatrixView)
  private let gradients:
    (transitions: MutableMatrixView, start: MutableMatrixView, end: MutableMatrixView)

  /// The sequences that what is known allows.
  private struct KnownPart {
    let lattice: CRFLattice
    /// Expected transitions, as those of all sequences.
    let pairs: MutableMatrixView
    /// The scores, -∞ for labels that a token cannot have.
    let scores: PackedSequences
  }

  init(
    _ head: CRFHead, _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) {
    (self.head, self.scores, self.labels, self.scale) = (head, scores, labels, scale)
    let packing = scores.packing
    let labelCount = head.transitions.columns
    constraints = head.constrainsTraining ? head.constraints : nil
    lattice = CRFLattice(head, constraints: constraints, longest: packing.stepCount, in: &pass)
    pairs = pass.workspace.zeros(rows: head.width, columns: head.width)
    gradient = pass.workspace.matrix(rows: packing.rowCount, columns: labelCount)
    let isPartial = (0..<packing.sequenceCount).contains { sequence in
      let states = (0..<packing.lengths[sequence]).lazy.map {
        labels[packing.row(step: $0, sequence: sequence)]
      }
      return states.contains { $0 < 0 } && states.contains { $0 != -1 }
    }
    known = isPartial ? Self.knownPart(of: head, scores, in: &pass) : nil
    weights = (
      pass.weights[head.transitions], pass.weights[head.start], pass.weights[head.end]
    )
    gradients = (
      pass.gradient(of: head.transitions), pass.gradient(of: head.start),
      pass.gradient(of: head.end)
    )
  }

  private static func knownPart(
    of head: CRFHead, _ scores: PackedSequences, in pass: inout Pass
  ) -> KnownPart? {
    let labelCount = head.transitions.columns
    let masked = pass.workspace.matrix(rows: scores.packing.rowCount, columns: labelCount)
    masked.copy(from: scores.values)
    // Rules that allow all, where there are none: with rules, what floats lose is computed exactly.
    guard
      let rules = head.constraints
        ?? LabelConstraints(labelCount: labelCount, allows: { _, _ in true })
    else { return nil }
    return KnownPart(
      lattice: CRFLattice(head, constraints: rules, longest: scores.packing.stepCount, in: &pass),
      pairs: pass.workspace.zeros(rows: head.width, columns: head.width),
      scores: PackedSequences(values: masked, packing: scores.packing))
  }

  private func row(_ step: Int, _ sequence: Int) -> Int {
    scores.packing.row(step: step, sequence: sequence)
  }

  /// Adds the loss and the gradients of a sequence.
  mutating func add(_ sequence: Int) {
    let steps = 0..<scores.packing.lengths[sequence]
    if steps.allSatisfy({ labels[row($0, sequence)] >= 0 }) {
      if constraints?.allow(count: steps.count, { labels[row($0, sequence)] }) ?? true {
        return addLabelled(sequence, steps)
      }
    } else if let known, steps.contains(where: { labels[row($0, sequence)] != -1 }),
      addPartial(sequence, steps, known)
    {
      return
    }
    for step in steps { gradient[row: row(step, sequence)].update(repeating: 0) }
  }

  private mutating func addLabelled(_ sequence: Int, _ steps: Range<Int>) {
    loss += lattice.run(scores, sequence: sequence, pairs: pairs).logPartition
    setMarginals(sequence, steps)
    var previous: Int?
    for step in steps {
      let row = row(step, sequence)
      let label = Int(labels[row])
      gradient[row, label] -= scale
      loss -= Double(scores.values[row, label])
      if let previous {
        loss -= Double(weights.transitions[previous, label])
        gradients.transitions[previous, label] -= scale
      } else {
        loss -= Double(weights.start[0, label])
      }
      if step + 1 == steps.upperBound { loss -= Double(weights.end[0, label]) }
      previous = label
    }
    addEnds(sequence, steps)
  }

  /// - Returns: whether anything is possible by what is known.
  private mutating func addPartial(
    _ sequence: Int, _ steps: Range<Int>, _ known: KnownPart
  ) -> Bool {
    for step in steps {
      let row = row(step, sequence)
      for label in 0..<gradient.columns where !isPossible(label, labels[row]) {
        known.scores.values[row, label] = -.infinity
      }
    }
    // First, since nothing else may be added for a sequence that is impossible.
    let possible = known.lattice.run(known.scores, sequence: sequence, pairs: known.pairs)
      .logPartition
    guard possible.isFinite else { return false }
    loss += lattice.run(scores, sequence: sequence, pairs: pairs).logPartition - possible
    setMarginals(sequence, steps)
    for step in steps {
      let (gradients, marginals) = (
        gradient[row: row(step, sequence)], known.lattice.marginals[row: step]
      )
      for label in 0..<gradient.columns { gradients[label] -= scale * marginals[label] }
    }
    addEnds(sequence, steps)
    return true
  }

  private func isPossible(_ label: Int, _ gold: Int32) -> Bool {
    gold >= 0 ? label == Int(gold) : gold == -1 || head.alternatives[-2 - Int(gold)][label]
  }

  private func setMarginals(_ sequence: Int, _ steps: Range<Int>) {
    for step in steps {
      let (gradients, marginals) = (
        gradient[row: row(step, sequence)], lattice.marginals[row: step]
      )
      for label in 0..<gradient.columns { gradients[label] = scale * marginals[label] }
    }
  }

  private func addEnds(_ sequence: Int, _ steps: Range<Int>) {
    gradients.start.addRow(0, from: gradient, row: row(steps.lowerBound, sequence))
    gradients.end.addRow(0, from: gradient, row: row(steps.upperBound - 1, sequence))
  }

  /// Adds the gradients of transitions.
  func finish() {
    add(pairs, of: lattice, times: scale)
    if let known { add(known.pairs, of: known.lattice, times: -scale) }
  }

  private func add(_ pairs: MutableMatrixView, of lattice: CRFLattice, times scale: Float) {
    for from in 0..<gradient.columns {
      // What is forbidden may have counts beyond all bounds, before the factor zero.
      let (factors, counts) = (lattice.transitions[row: from], pairs[row: from])
      let sums = gradients.transitions[row: from]
      for to in 0..<gradient.columns where factors[to] != 0 {
        sums[to] += scale * counts[to] * factors[to]
      }
    }
  }
}

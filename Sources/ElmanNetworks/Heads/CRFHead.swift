import CElmanKernels
import ElmanTensors

/// The labels of a sequence as a whole: a linear-chain conditional random field.
///
/// score(y) = start[y_1] + Σ emissions[t, y_t] + Σ transitions[y_{t-1}, y_t] + end[y_T], and
/// p(y) = exp(score(y)) / Z. Transitions are `[from, to]`, here and everywhere. With constraints, sequences
/// that break them have the score -∞.
///
/// Reference: Lafferty, McCallum and Pereira, 2001, Conditional Random Fields: Probabilistic Models
/// for Segmenting and Labeling Sequence Data.
package struct CRFHead: LabelHead {
  /// `[labelCount, labelCount]`, from a label to the next.
  package let transitions: Parameter
  /// `[1, labelCount]`.
  package let start: Parameter
  /// `[1, labelCount]`.
  package let end: Parameter

  /// What decoded labels keep to, and what probabilities are shared out among; `nil` for all.
  package let constraints: LabelConstraints?
  /// Whether training, too, shares probability out only among sequences that keep to the constraints.
  package let constrainsTraining: Bool

  /// Adds the head's parameters to a layout.
  ///
  /// - Parameters:
  ///   - labelCount: the number of labels.
  ///   - constraints: what the labels must keep to.
  ///   - constrainsTraining: whether the loss, too, is that of the sequences which keep to them.
  ///   - layout: gets the transitions.
  package init(
    labelCount: Int, constraints: LabelConstraints? = nil, constrainsTraining: Bool = true,
    in layout: inout ParameterLayout
  ) {
    precondition(
      constraints.map { $0.labelCount == labelCount } ?? true,
      "constraints of \(constraints?.labelCount ?? 0) labels for \(labelCount)")
    self.constraints = constraints
    self.constrainsTraining = constrainsTraining
    (transitions, start, end) = layout.scope("crf") {
      (
        $0.add("transitions", rows: labelCount, columns: labelCount, use: .dense, .zeros),
        $0.add("start", rows: 1, columns: labelCount, use: .dense, .zeros),
        $0.add("end", rows: 1, columns: labelCount, use: .dense, .zeros)
      )
    }
  }

  /// The labels' number rounded up to the kernels' width.
  var width: Int { KernelWidth.roundedUp(transitions.columns) }

  /// log Z - score(gold). The gradient at a token is p(label) - 1 at the gold label, and at a
  /// transition its expected count less its count. A transition that the constraints forbid has the
  /// gradient zero; a sequence whose gold labels break them cannot be learned and is passed over, as is
  /// one without labels, whose first label is negative.
  package func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    let packing = scores.packing
    precondition(labels.count == packing.rowCount)
    let labelCount = transitions.columns
    let constraints = constrainsTraining ? constraints : nil
    let lattice = CRFLattice(
      self, constraints: constraints, longest: packing.stepCount, in: &pass)
    let pairs = pass.workspace.zeros(rows: width, columns: width)
    let gradient = pass.workspace.matrix(rows: packing.rowCount, columns: labelCount)
    let weights = pass.weights
    let (transition, first, last) = (weights[transitions], weights[start], weights[end])
    let (transitionGradient, firstGradient, lastGradient) = (
      pass.gradient(of: transitions), pass.gradient(of: start), pass.gradient(of: end)
    )

    var loss = 0.0
    for sequence in 0..<packing.sequenceCount {
      let length = packing.lengths[sequence]
      let isLabelled = labels[packing.row(step: 0, sequence: sequence)] >= 0
      let isPossible =
        isLabelled
        && constraints?.allow(count: length) { labels[packing.row(step: $0, sequence: sequence)] }
          ?? true
      guard isPossible else {
        for step in 0..<length {
          gradient[row: packing.row(step: step, sequence: sequence)].update(repeating: 0)
        }
        continue
      }
      loss += lattice.run(scores, sequence: sequence, pairs: pairs).logPartition
      var previous: Int?
      for step in 0..<length {
        let row = packing.row(step: step, sequence: sequence)
        let label = Int(labels[row])
        let marginals = lattice.marginals[row: step]
        let gradients = gradient[row: row]
        for other in 0..<labelCount { gradients[other] = scale * marginals[other] }
        gradient[row, label] -= scale
        loss -= Double(scores.values[row, label])
        if let previous {
          loss -= Double(transition[previous, label])
          transitionGradient[previous, label] -= scale
        } else {
          loss -= Double(first[0, label])
          firstGradient.addRow(0, from: gradient, row: row)
        }
        if step + 1 == length {
          loss -= Double(last[0, label])
          lastGradient.addRow(0, from: gradient, row: row)
        }
        previous = label
      }
    }
    for from in 0..<labelCount {
      // What is forbidden may have counts beyond all bounds, before the factor zero.
      let (factors, counts) = (lattice.transitions[row: from], pairs[row: from])
      let gradients = transitionGradient[row: from]
      for to in 0..<labelCount where factors[to] != 0 {
        gradients[to] += scale * counts[to] * factors[to]
      }
    }
    return (loss, PackedSequences(values: gradient, packing: packing))
  }

  /// Sets `best` to the best sequence of labels, by Viterbi's algorithm; of equal ones that with the lowest
  /// labels from the end. Whatever the scores, NaN among them, the labels keep to the constraints.
  ///
  /// Reference: Viterbi, 1967, Error Bounds for Convolutional Codes.
  package func decode(
    _ scores: PackedSequences, into best: inout [Int32], in pass: inout Pass
  ) {
    let packing = scores.packing
    let transition = padded(pass.weights[transitions], rows: width, in: &pass)
    let first = padded(pass.weights[start], rows: 1, in: &pass)
    let last = padded(pass.weights[end], rows: 1, in: &pass)
    constraints?.mask(transitions: transition, start: first, end: last, with: -.infinity)
    let emissions = pass.workspace.matrix(rows: packing.stepCount, columns: width)
    emissions.fill(-.infinity)
    let room = pass.workspace.matrix(rows: 2, columns: width)
    let pointers = pass.workspace.integers(packing.stepCount * width)
    let path = pass.workspace.integers(packing.stepCount)
    best.removeAll(keepingCapacity: true)
    best.append(contentsOf: repeatElement(0, count: packing.rowCount))
    guard let pointerBase = pointers.baseAddress, let pathBase = path.baseAddress else { return }
    for sequence in 0..<packing.sequenceCount {
      let length = packing.lengths[sequence]
      Self.gather(scores, sequence: sequence, into: emissions)
      _ = elman_crf_best(
        length, width, first.base, last.base, transition.base, emissions.base, room.base,
        pointerBase, pathBase)
      if let constraints, !constraints.allow(count: length, { path[$0] }) {
        path[..<length].update(repeating: constraints.anchor)
      }
      for step in 0..<length { best[packing.row(step: step, sequence: sequence)] = path[step] }
    }
  }

  /// The marginal probabilities, by the forward-backward algorithm, among the sequences that keep to
  /// the constraints.
  package func probabilities(_ scores: PackedSequences, in pass: inout Pass) -> MutableMatrixView {
    let packing = scores.packing
    let lattice = CRFLattice(
      self, constraints: constraints, longest: packing.stepCount, in: &pass)
    let labelCount = transitions.columns
    let probabilities = pass.workspace.matrix(rows: packing.rowCount, columns: labelCount)
    for sequence in 0..<packing.sequenceCount {
      _ = lattice.run(scores, sequence: sequence, pairs: nil)
      let marginals = lattice.marginals.columns(0..<labelCount)
      for step in 0..<packing.lengths[sequence] {
        probabilities.copyRow(
          packing.row(step: step, sequence: sequence), from: marginals, row: step)
      }
    }
    return probabilities
  }

  /// A copy of a matrix with the kernels' width, -∞ beyond the labels.
  private func padded(_ matrix: some Matrix, rows: Int, in pass: inout Pass) -> MutableMatrixView {
    let copy = pass.workspace.matrix(rows: rows, columns: width)
    copy.fill(-.infinity)
    copy.rows(0..<matrix.rows).columns(0..<matrix.columns).copy(from: matrix)
    return copy
  }

  /// Copies the scores of one sequence to consecutive rows.
  static func gather(
    _ scores: PackedSequences, sequence: Int, into emissions: MutableMatrixView
  ) {
    let target = emissions.columns(0..<scores.values.columns)
    for step in 0..<scores.packing.lengths[sequence] {
      target.copyRow(
        step, from: scores.values, row: scores.packing.row(step: step, sequence: sequence))
    }
  }
}

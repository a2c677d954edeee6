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
  /// Sets of labels, for each label whether it is in the set: of a token whose gold label is -2 - k it is known that
  /// its label is one of set k.
  package let alternatives: [[Bool]]

  /// Adds the head's parameters to a layout.
  ///
  /// - Parameters:
  ///   - labelCount: the number of labels.
  ///   - constraints: what the labels must keep to.
  ///   - constrainsTraining: whether the loss, too, is that of the sequences which keep to them.
  ///   - alternatives: sets of labels that tokens may be known to be of.
  ///   - layout: gets the transitions.
  package init(
    labelCount: Int, constraints: LabelConstraints? = nil, constrainsTraining: Bool = true,
    alternatives: [[Bool]] = [], in layout: inout ParameterLayout
  ) {
    precondition(
      constraints.map { $0.labelCount == labelCount } ?? true,
      "constraints of \(constraints?.labelCount ?? 0) labels for \(labelCount)")
    precondition(
      alternatives.allSatisfy { $0.count == labelCount }, "sets of other labels than \(labelCount)")
    self.constraints = constraints
    self.alternatives = alternatives
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

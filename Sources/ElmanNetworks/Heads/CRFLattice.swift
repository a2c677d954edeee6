import CElmanKernels
import ElmanLibc
import ElmanTensors

/// Forward-backward over one sequence at a time, in memory that all sequences of a pass share.
struct CRFLattice {
  /// exp(transitions), zero where the constraints forbid one, `[width, width]`.
  let transitions: MutableMatrixView
  /// The marginals of the sequence last computed, `[longest, width]`.
  let marginals: MutableMatrixView
  /// u_t(label) = exp(score) beta_t(label), each row at its own scale, `[longest, width]`.
  let continuations: MutableMatrixView
  /// In the place of the two above where floats are too coarse.
  let exact: CRFExactLattice?
  private let transposed: MutableMatrixView
  private let start: MutableMatrixView
  private let end: MutableMatrixView
  private let normalizers: MutableMatrixView
  /// The pairs of one sequence, for the time until it is sure that they are right.
  private let pairs: MutableMatrixView?

  /// - Parameter constraints: what sequences must keep to.
  init(
    _ head: CRFHead, constraints: LabelConstraints?, longest: Int, in pass: inout Pass
  ) {
    // The kernel works with exponentials. What is learned stays within a few dozen, far from
    // overflow; labels beyond the last one get zero.
    func exponential(_ parameter: Parameter, rows: Int) -> MutableMatrixView {
      let matrix = pass.workspace.zeros(rows: rows, columns: head.width)
      let labels = matrix.rows(0..<parameter.rows).columns(0..<parameter.columns)
      labels.copy(from: pass.weights[parameter])
      labels.applyExponential()
      return matrix
    }
    transitions = exponential(head.transitions, rows: head.width)
    start = exponential(head.start, rows: 1)
    end = exponential(head.end, rows: 1)
    constraints?.mask(transitions: transitions, start: start, end: end, with: 0)
    transposed = pass.workspace.matrix(rows: head.width, columns: head.width)
    for from in 0..<head.width {
      for to in 0..<head.width { transposed[to, from] = transitions[from, to] }
    }
    marginals = pass.workspace.matrix(rows: longest, columns: head.width)
    continuations = pass.workspace.matrix(rows: longest, columns: head.width)
    normalizers = pass.workspace.matrix(rows: 1, columns: longest + 1)
    pairs =
      constraints == nil ? nil : pass.workspace.zeros(rows: head.width, columns: head.width)
    exact = constraints.map {
      CRFExactLattice(head, constraints: $0, longest: longest, in: &pass)
    }
  }

  /// Computes the marginals of a sequence and adds its expected transitions, less the factor
  /// `transitions`, to `pairs`.
  ///
  /// - Returns: log Z, and whether `exact` had to compute it.
  func run(
    _ scores: PackedSequences, sequence: Int, pairs: MutableMatrixView?
  ) -> (logPartition: Double, isExact: Bool) {
    let length = scores.packing.lengths[sequence]
    guard let exact else {
      return (runKernel(scores, sequence: sequence, pairs: pairs), false)
    }
    if pairs != nil { self.pairs?.fill(0) }
    let logPartition = runKernel(
      scores, sequence: sequence, pairs: pairs == nil ? nil : self.pairs)
    if logPartition.isFinite, isSound(length: length) {
      if let pairs, let added = self.pairs { pairs.add(added) }
      return (logPartition, false)
    }
    let exactly = exact.run(
      scores, sequence: sequence, marginals: marginals, pairs: pairs, transitions: transitions)
    return (exactly, true)
  }

  private func runKernel(
    _ scores: PackedSequences, sequence: Int, pairs: MutableMatrixView?
  ) -> Double {
    let length = scores.packing.lengths[sequence]
    marginals.rows(0..<length).columns(scores.values.columns..<marginals.columns).fill(-.infinity)
    CRFHead.gather(scores, sequence: sequence, into: marginals)
    return elman_crf_marginals(
      length, marginals.columns, start.base, end.base, transitions.base, transposed.base,
      marginals.base, continuations.base, normalizers.base, pairs?.base)
  }

  /// Whether nothing that counts was lost below the smallest float.
  ///
  /// Without constraints the best label of a step can be reached from everywhere, so that nothing is
  /// lost. With them the only way on may be one that had all but vanished: then the normalizers become
  /// small, each by more than transitions alone would make it, or several in a row.
  private func isSound(length: Int) -> Bool {
    var debt: Float = 0
    for step in 0...length {
      debt = max(0, debt - log(normalizers[0, step]) - 4)
      guard debt < 40 else { return false }
    }
    for step in 0..<length {
      var sum: Float = 0
      for marginal in marginals[row: step] { sum += marginal }
      guard abs(sum - 1) < 1e-3 else { return false }
    }
    return true
  }
}

extension LabelConstraints {
  /// Sets what is forbidden to `value`; the matrices may be wider than the labels.
  func mask(
    transitions: MutableMatrixView, start: MutableMatrixView, end: MutableMatrixView,
    with value: Float
  ) {
    for from in 0..<labelCount {
      if !allows(from: nil, to: from) { start[0, from] = value }
      if !allows(from: from, to: nil) { end[0, from] = value }
      for to in 0..<labelCount where !allows(from: from, to: to) { transitions[from, to] = value }
    }
  }
}

import CElmanKernels
import ElmanTensors

/// The labels of a sequence as a whole: a linear-chain conditional random field.
///
/// score(y) = start[y_1] + Σ emissions[t, y_t] + Σ transitions[y_{t-1}, y_t] + end[y_T], and
/// p(y) = exp(score(y)) / Z. Transitions are `[from, to]`, here and everywhere.
///
/// Reference: Lafferty, McCallum and Pereira, 2001, Conditional Random Fields: Probabilistic Models
/// for Segmenting and Labeling Sequence Data.
public struct CRFHead: SequenceHead {
  /// `[labelCount, labelCount]`, from a label to the next.
  public let transitions: Parameter
  /// `[1, labelCount]`.
  public let start: Parameter
  /// `[1, labelCount]`.
  public let end: Parameter

  /// Adds the head's parameters to a layout.
  public init(labelCount: Int, in layout: inout ParameterLayout) {
    (transitions, start, end) = layout.scope("crf") {
      (
        $0.add("transitions", rows: labelCount, columns: labelCount, use: .dense, .zeros),
        $0.add("start", rows: 1, columns: labelCount, use: .dense, .zeros),
        $0.add("end", rows: 1, columns: labelCount, use: .dense, .zeros)
      )
    }
  }

  /// The labels' number rounded up to the kernels' width.
  private var width: Int { (transitions.columns + 15) / 16 * 16 }

  /// log Z - score(gold). The gradient at a token is p(label) - 1 at the gold label, and at a
  /// transition its expected count less its count. A sequence whose first label is negative has no
  /// labels, and teaches nothing.
  public func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    let packing = scores.packing
    precondition(labels.count == packing.rowCount)
    let labelCount = transitions.columns
    let lattice = Lattice(self, longest: packing.stepCount, in: &pass)
    let pairs = pass.workspace.zeros(rows: width, columns: width)
    let gradient = pass.workspace.matrix(rows: packing.rowCount, columns: labelCount)
    let weights = pass.weights
    let (transition, first, last) = (weights[transitions], weights[start], weights[end])
    let (transitionGradient, firstGradient, lastGradient) = (
      pass.gradient(of: transitions), pass.gradient(of: start), pass.gradient(of: end)
    )

    var loss = 0.0
    for sequence in 0..<packing.sequenceCount {
      if labels[packing.row(step: 0, sequence: sequence)] < 0 {
        for step in 0..<packing.lengths[sequence] {
          gradient[row: packing.row(step: step, sequence: sequence)].update(repeating: 0)
        }
        continue
      }
      loss += lattice.marginals(of: scores, sequence: sequence, pairs: pairs)
      var previous: Int?
      for step in 0..<packing.lengths[sequence] {
        let row = packing.row(step: step, sequence: sequence)
        let label = Int(labels[row])
        let marginals = lattice.emissions[row: step]
        for other in 0..<labelCount { gradient[row, other] = scale * marginals[other] }
        gradient[row, label] -= scale
        loss -= Double(scores.values[row, label])
        if let previous {
          loss -= Double(transition[previous, label])
          transitionGradient[previous, label] -= scale
        } else {
          loss -= Double(first[0, label])
          firstGradient.addRow(0, from: gradient, row: row)
        }
        if step + 1 == packing.lengths[sequence] {
          loss -= Double(last[0, label])
          lastGradient.addRow(0, from: gradient, row: row)
        }
        previous = label
      }
    }
    for from in 0..<labelCount {
      for to in 0..<labelCount {
        transitionGradient[from, to] += scale * pairs[from, to] * lattice.transitions[from, to]
      }
    }
    return (loss, PackedSequences(values: gradient, packing: packing))
  }

  /// Sets `best` to the best sequence of labels, by Viterbi's algorithm; of equal ones that with the lowest
  /// labels from the end.
  ///
  /// Reference: Viterbi, 1967, Error Bounds for Convolutional Codes.
  public func decode(
    _ scores: PackedSequences, into best: inout [Int32], in pass: inout Pass
  ) {
    let packing = scores.packing
    let transition = padded(pass.weights[transitions], rows: width, in: &pass)
    let first = padded(pass.weights[start], rows: 1, in: &pass)
    let last = padded(pass.weights[end], rows: 1, in: &pass)
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
      for step in 0..<length { best[packing.row(step: step, sequence: sequence)] = path[step] }
    }
  }

  /// The marginal probabilities, by the forward-backward algorithm.
  public func probabilities(_ scores: PackedSequences, in pass: inout Pass) -> MatrixView {
    let packing = scores.packing
    let lattice = Lattice(self, longest: packing.stepCount, in: &pass)
    let labelCount = transitions.columns
    let probabilities = pass.workspace.matrix(rows: packing.rowCount, columns: labelCount)
    for sequence in 0..<packing.sequenceCount {
      _ = lattice.marginals(of: scores, sequence: sequence, pairs: nil)
      let marginals = lattice.emissions.columns(0..<labelCount)
      for step in 0..<packing.lengths[sequence] {
        probabilities.copyRow(
          packing.row(step: step, sequence: sequence), from: marginals, row: step)
      }
    }
    return probabilities
  }

  /// A copy of a matrix with the kernels' width, -∞ beyond the labels.
  private func padded(_ matrix: MatrixView, rows: Int, in pass: inout Pass) -> MatrixView {
    let copy = pass.workspace.matrix(rows: rows, columns: width)
    copy.fill(-.infinity)
    copy.rows(0..<matrix.rows).columns(0..<matrix.columns).copy(from: matrix)
    return copy
  }

  /// Copies the scores of one sequence to consecutive rows.
  fileprivate static func gather(
    _ scores: PackedSequences, sequence: Int, into emissions: MatrixView
  ) {
    let target = emissions.columns(0..<scores.values.columns)
    for step in 0..<scores.packing.lengths[sequence] {
      target.copyRow(
        step, from: scores.values, row: scores.packing.row(step: step, sequence: sequence))
    }
  }

  /// Room for forward-backward over one sequence at a time.
  private struct Lattice {
    let transitions: MatrixView
    let transposed: MatrixView
    let start: MatrixView
    let end: MatrixView
    let emissions: MatrixView
    let forwardRows: MatrixView
    let normalisers: MatrixView

    init(_ head: CRFHead, longest: Int, in pass: inout Pass) {
      // The kernel works with exponentials. What is learned stays within a few dozen, far from
      // overflow; labels beyond the last one get zero.
      func exponential(_ parameter: Parameter, rows: Int) -> MatrixView {
        let matrix = pass.workspace.zeros(rows: rows, columns: head.width)
        let labels = matrix.rows(0..<parameter.rows).columns(0..<parameter.columns)
        labels.copy(from: pass.weights[parameter])
        labels.applyExponential()
        return matrix
      }
      transitions = exponential(head.transitions, rows: head.width)
      start = exponential(head.start, rows: 1)
      end = exponential(head.end, rows: 1)
      transposed = pass.workspace.matrix(rows: head.width, columns: head.width)
      for from in 0..<head.width {
        for to in 0..<head.width { transposed[to, from] = transitions[from, to] }
      }
      emissions = pass.workspace.matrix(rows: longest, columns: head.width)
      forwardRows = pass.workspace.matrix(rows: longest, columns: head.width)
      normalisers = pass.workspace.matrix(rows: 1, columns: longest)
    }

    /// Leaves the marginals in `emissions`, adds to `pairs`, and returns log Z.
    func marginals(of scores: PackedSequences, sequence: Int, pairs: MatrixView?) -> Double {
      let length = scores.packing.lengths[sequence]
      emissions.rows(0..<length).columns(scores.values.columns..<emissions.columns).fill(
        -.infinity)
      CRFHead.gather(scores, sequence: sequence, into: emissions)
      return elman_crf_marginals(
        length, emissions.columns, start.base, end.base, transitions.base, transposed.base,
        emissions.base, forwardRows.base, normalisers.base, pairs?.base)
    }
  }
}

import ElmanLibc
import ElmanTensors

/// Each row's label for itself: p(label) = exp(score) / Σ exp(scores). A row is a token of a
/// sequence, or a whole text.
package struct SoftmaxHead: LabelHead {
  /// The head; it has no parameters.
  package init() {}

  /// The cross-entropy, summed over tokens; its gradient is p - 1 at the gold label and p
  /// elsewhere. A token whose label is negative has none, and teaches nothing.
  package func loss(
    _ scores: PackedSequences, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    precondition(labels.count == scores.values.rows, "\(labels.count) labels for \(scores.values)")
    let gradient = probabilities(scores.values, in: &pass)
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      guard label >= 0 else {
        gradient[row: row].update(repeating: 0)
        continue
      }
      // By way of the best label, since the gold label's probability may be too small for a float.
      let best = Self.highest(scores.values[row: row])
      loss -= log(Double(gradient[row, best]))
      loss += Double(scores.values[row, best]) - Double(scores.values[row, Int(label)])
      gradient[row, Int(label)] -= 1
    }
    gradient.scale(by: scale)
    return (loss, PackedSequences(values: gradient, packing: scores.packing))
  }

  /// The cross-entropy, summed over rows: -Σ w_c t_c log p_c with the target
  /// t_c = (1 - ε) [c is the gold label] + ε / labelCount. Its gradient is p Σ w_c t_c - w t.
  ///
  /// Without smoothing, a row's loss is multiplied by the weight of its gold label.
  ///
  /// - Parameters:
  ///   - scores: `[rows, labelCount]`.
  ///   - labels: the gold label of each row.
  ///   - labelSmoothing: ε, in 0...1.
  ///   - classWeights: w, a weight for each label; 1 unless given. They are used as they are: what
  ///     the loss is divided by is the caller's choice.
  ///   - scale: what the gradient is multiplied by.
  ///   - pass: gives memory.
  /// - Returns: the loss, without `scale`, and the gradient of `scale` times that, `[rows,
  ///   labelCount]`.
  ///
  /// Reference: Szegedy and others, 2016, Rethinking the Inception Architecture for Computer Vision
  /// (label smoothing).
  package func loss(
    _ scores: MutableMatrixView, labels: [Int32], labelSmoothing: Float = 0,
    classWeights: [Float]? = nil, scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: MutableMatrixView) {
    let weights = classWeights ?? Array(repeating: 1, count: scores.columns)
    precondition(labels.count == scores.rows, "\(labels.count) labels for \(scores)")
    precondition(weights.count == scores.columns, "\(weights.count) class weights for \(scores)")
    precondition((0...1).contains(labelSmoothing), "a label smoothing of \(labelSmoothing)")
    // What each class gets of the target, times its weight, and these added up.
    let shares = weights.map { $0 * labelSmoothing / Float(scores.columns) }
    let shareSum = shares.reduce(0, +)

    let gradient = probabilities(scores, in: &pass)
    var loss = 0.0
    for (row, label) in labels.enumerated() {
      let gold = (1 - labelSmoothing) * weights[Int(label)]
      let total = gold + shareSum
      // By way of the best label, since the gold label's probability may be too small for a float.
      let best = Self.highest(scores[row: row])
      let bestScore = Double(scores[row, best])
      loss -= Double(total) * log(Double(gradient[row, best]))
      loss += Double(gold) * (bestScore - Double(scores[row, Int(label)]))
      if labelSmoothing > 0 {
        let scores = scores[row: row]
        for (other, share) in shares.enumerated() {
          loss += Double(share) * (bestScore - Double(scores[other]))
        }
      }
      let gradients = gradient[row: row]
      for (other, share) in shares.enumerated() {
        gradients[other] = total * gradients[other] - share
      }
      gradients[Int(label)] -= gold
    }
    gradient.scale(by: scale)
    return (loss, gradient)
  }

  /// Sets `labels` to those with the highest scores; of equal ones the first.
  package func decode(
    _ scores: PackedSequences, into labels: inout [Int32], in pass: inout Pass
  ) {
    labels.removeAll(keepingCapacity: true)
    for row in 0..<scores.values.rows {
      labels.append(Int32(Self.highest(scores.values[row: row])))
    }
  }

  /// The highest score of each row of `[rows, labelCount]`; of equal ones the first.
  package func decode(_ scores: MutableMatrixView) -> [Int32] {
    (0..<scores.rows).map { Int32(Self.highest(scores[row: $0])) }
  }

  /// The place of the highest score; of equal ones the first. One that is no number is none, but for the first, which
  /// then stands for all.
  package static func highest(_ scores: UnsafeMutableBufferPointer<Float>) -> Int {
    // Eight at a time: first what the highest is, then where.
    let (bytes, width) = (UnsafeRawBufferPointer(scores), SIMD8<Float>.scalarCount)
    let vectors = scores.count / width
    func vector(_ index: Int) -> SIMD8<Float> {
      bytes.loadUnaligned(
        fromByteOffset: index * width * MemoryLayout<Float>.stride, as: SIMD8<Float>.self)
    }
    var greatest = SIMD8(repeating: scores[0])
    for index in 0..<vectors {
      let next = vector(index)
      greatest.replace(with: next, where: next .> greatest)
    }
    var highest = scores[0]
    for lane in 0..<width where greatest[lane] > highest { highest = greatest[lane] }
    for label in vectors * width..<scores.count where scores[label] > highest {
      highest = scores[label]
    }
    var label = 0
    while label < vectors * width, !any(vector(label / width) .== highest) { label += width }
    while label < scores.count, scores[label] != highest { label += 1 }
    return label < scores.count ? label : 0
  }

  /// The softmax of each row.
  package func probabilities(_ scores: PackedSequences, in pass: inout Pass) -> MutableMatrixView {
    probabilities(scores.values, in: &pass)
  }

  /// The softmax of each row of `[rows, labelCount]`, in a new matrix.
  package func probabilities(_ scores: MutableMatrixView, in pass: inout Pass) -> MutableMatrixView
  {
    let probabilities = pass.workspace.matrix(rows: scores.rows, columns: scores.columns)
    probabilities.copy(from: scores)
    probabilities.applySoftmax()
    return probabilities
  }
}

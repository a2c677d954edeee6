import ElmanLibc
import ElmanTensors

/// The right trees of a batch, in packed order.
package struct GoldTrees: Sendable {
  /// For each word its head within the sentence: 0 for the root, else a word, from 1 on; -1 where none is known.
  package var heads: [Int32]
  /// For each word the number of its relation; -1 where none is known.
  package var relations: [Int32]

  /// The trees of so many words.
  package init(heads: [Int32], relations: [Int32]) {
    (self.heads, self.relations) = (heads, relations)
  }
}

extension BiaffineScorer: SequenceHead {
  /// Goes forward from hidden states to the loss, and backward.
  ///
  /// The loss is the negative log-likelihood of each word's head among all others of its sentence, and of its
  /// relation given that head, summed over words.
  ///
  /// - Parameters:
  ///   - hidden: `[words, inputSize]`.
  ///   - gold: what is right.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: a pass for training.
  /// - Returns: the loss, without `scale`, and the gradient of `scale` times it with respect to the hidden states.
  package func loss(
    _ hidden: PackedSequences, gold: GoldTrees, scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: PackedSequences) {
    let packing = hidden.packing
    precondition(
      gold.heads.count == packing.rowCount && gold.relations.count == packing.rowCount,
      "\(gold.heads.count) heads of \(packing.rowCount) words")
    let (projections, trace) = project(hidden, in: &pass)
    let gradient = pass.workspace.zeros(
      rows: packing.rowCount, columns: projections.all.columns)
    let gradients = Projections(
      all: gradient,
      queries: pass.workspace.zeros(rows: packing.rowCount, columns: arcSize), arcSize: arcSize,
      relationSize: relationSize)
    var loss = learnArcs(projections, gradients, gold.heads, packing, scale: scale, in: &pass)
    loss += learnRelations(projections, gradients, gold, packing, scale: scale, in: &pass)

    gradients.arcDependents.add(
      arcs.backward(gradients.queries, through: projections.arcDependents, in: &pass))
    let dropped = dropout.backward(
      PackedSequences(values: gradient, packing: packing), through: trace.dropout, in: &pass)
    dropped.values.multiplyByTanhDerivative(at: trace.activated)
    let input = projection.backward(dropped.values, through: trace.input, in: &pass)
    return (loss, PackedSequences(values: input, packing: packing))
  }

  /// The loss of the heads; adds to the gradients of the queries and of the heads' projections.
  private func learnArcs(
    _ projections: Projections, _ gradients: Projections, _ gold: [Int32],
    _ packing: SequencePacking, scale: Float, in pass: inout Pass
  ) -> Double {
    var loss = 0.0
    let softmax = SoftmaxHead()
    let longest = packing.stepCount
    let allHeads = pass.workspace.matrix(rows: longest + 1, columns: arcSize)
    let allQueries = pass.workspace.matrix(rows: longest, columns: arcSize)
    let allHeadGradients = pass.workspace.matrix(rows: longest + 1, columns: arcSize)
    let allQueryGradients = pass.workspace.matrix(rows: longest, columns: arcSize)
    let rootGradient = pass.gradient(of: root).columns(0..<arcSize)
    for sequence in 0..<packing.sequenceCount {
      let length = packing.lengths[sequence]
      let labels = (0..<length).map { gold[packing.row(step: $0, sequence: sequence)] }
      if labels.allSatisfy({ $0 < 0 }) { continue }
      let (heads, queries) = (allHeads.rows(0..<length + 1), allQueries.rows(0..<length))
      let scores = arcScores(
        projections, of: sequence, packing, heads: heads, queries: queries, in: &pass)
      // A word is not its own head.
      for step in 0..<length { scores[step, step + 1] = -1e30 }
      let (sentenceLoss, gradient) = softmax.loss(
        PackedSequences(values: scores, packing: SequencePacking(lengths: [length])),
        labels: labels, scale: scale, in: &pass)
      loss += sentenceLoss
      let headGradients = allHeadGradients.rows(0..<length + 1)
      let queryGradients = allQueryGradients.rows(0..<length)
      headGradients.setProduct(
        gradient.values, pass.workspace.pack(queries), leftTransposed: true)
      queryGradients.setProduct(gradient.values, pass.workspace.pack(heads))
      rootGradient.addRow(0, from: headGradients, row: 0)
      for step in 0..<length {
        let row = packing.row(step: step, sequence: sequence)
        gradients.arcHeads.addRow(row, from: headGradients, row: step + 1)
        gradients.queries.copyRow(row, from: queryGradients, row: step)
      }
    }
    return loss
  }

  /// The loss of the relations to the right heads; adds to the gradients of both projections.
  private func learnRelations(
    _ projections: Projections, _ gradients: Projections, _ gold: GoldTrees,
    _ packing: SequencePacking, scale: Float, in pass: inout Pass
  ) -> Double {
    let labels = zip(gold.heads, gold.relations).map { $0 < 0 ? -1 : $1 }
    let pairs = pairs(
      projections, heads: zip(gold.heads, labels).map { $1 < 0 ? -1 : $0 }, packing, in: &pass)
    let (scores, trace) = relations.forward(pairs, in: &pass)
    let (loss, gradient) = SoftmaxHead().loss(
      PackedSequences(values: scores, packing: packing), labels: labels, scale: scale, in: &pass)
    let pairGradients = relations.backward(gradient.values, through: trace, in: &pass)
    let rootGradient = pass.gradient(of: root).columns(arcSize..<arcSize + relationSize)
    forEachWord(packing) { sequence, row in
      guard labels[row] >= 0 else { return }
      let head = Int(gold.heads[row])
      let headRow = head > 0 ? packing.row(step: head - 1, sequence: sequence) : 0
      let own = projections.relationDependents.rows(row..<row + 1)
      let other = relationHead(head, projections, of: sequence, packing, in: pass)
      let ownGradient = gradients.relationDependents.rows(row..<row + 1)
      let otherGradient =
        head > 0 ? gradients.relationHeads.rows(headRow..<headRow + 1) : rootGradient
      let pair = pairGradients.rows(row..<row + 1)
      let product = pair.columns(0..<relationSize)
      ownGradient.addProducts(product, other)
      ownGradient.add(pair.columns(relationSize..<2 * relationSize))
      otherGradient.addProducts(product, own)
      otherGradient.add(pair.columns(2 * relationSize..<3 * relationSize))
    }
    return loss
  }

  private func forEachWord(
    _ packing: SequencePacking, _ body: (_ sequence: Int, _ row: Int) -> Void
  ) {
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        body(sequence, packing.row(step: step, sequence: sequence))
      }
    }
  }
}

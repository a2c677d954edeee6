import ElmanTensors

/// What a relation asks of the arcs that have it.
package enum RelationKind: Sendable {
  /// Nothing.
  case plain
  /// To be from the root.
  case root
  /// To cross no others, if nothing hangs on the word.
  case uncrossed
}

extension BiaffineScorer {
  /// The best trees of a batch, in packed order.
  package struct Trees: Sendable {
    /// For each word its head within the sentence: 0 for the root, else a word, from 1 on.
    package fileprivate(set) var heads: [Int32] = []
    /// For each word the number of its relation.
    package fileprivate(set) var relations: [Int32] = []
    /// For each word the probability of its head, as if it were chosen for itself, times that of its relation; empty
    /// where not asked for.
    package fileprivate(set) var probabilities: [Float] = []

    fileprivate var tree = SpanningTree()
    fileprivate var uncrossed = UncrossedHeads()

    /// No trees.
    package init() {}
  }

  /// Finds the tree of each sentence whose arcs have the highest scores together, and for each arc the best relation.
  /// Where that must cross no other arc, the word then gets the best head of those that allow it.
  ///
  /// - Parameters:
  ///   - hidden: `[words, inputSize]`.
  ///   - kinds: for each relation what it asks for: those of roots and no others go to a word without a head, if there
  ///     are such and others.
  ///   - probabilities: whether those of the arcs found are wanted.
  ///   - trees: gets what is found.
  ///   - pass: a pass for inference.
  package func parse(
    _ hidden: PackedSequences, kinds: [RelationKind], probabilities: Bool, into trees: inout Trees,
    in pass: inout Pass
  ) {
    let packing = hidden.packing
    trees.heads.removeAll(keepingCapacity: true)
    trees.heads.append(contentsOf: repeatElement(0, count: packing.rowCount))
    trees.relations.removeAll(keepingCapacity: true)
    trees.relations.append(contentsOf: repeatElement(0, count: packing.rowCount))
    trees.probabilities.removeAll(keepingCapacity: true)
    if probabilities {
      trees.probabilities.append(contentsOf: repeatElement(1, count: packing.rowCount))
    }
    let (projections, _) = project(hidden, in: &pass)
    let scored = ScoredArcs(self, projections, packing, in: &pass)
    for sequence in 0..<packing.sequenceCount {
      let scores = scored.arcs(of: sequence, in: &pass)
      let (first, stride) = (scores.base, scores.stride)
      trees.tree.find(count: scores.rows) { first[$0 * stride + $1] }
      if probabilities { Self.setProbabilities(scores) }
      for (step, head) in trees.tree.heads.enumerated() {
        let row = packing.row(step: step, sequence: sequence)
        trees.heads[row] = head
        if probabilities { trees.probabilities[row] = scores[step, Int(head)] }
      }
    }
    findRelations(projections, packing, kinds: kinds, in: &trees, in: &pass)
    if kinds.contains(.uncrossed) {
      for sequence in 0..<packing.sequenceCount {
        uncross(sequence, scored, kinds: kinds, in: &trees, in: &pass)
      }
    }
  }

  /// The scores of arcs of one sentence after the other, in memory that they share.
  private struct ScoredArcs {
    let scorer: BiaffineScorer
    let projections: Projections
    let packing: SequencePacking
    private let heads: MutableMatrixView
    private let queries: MutableMatrixView

    init(
      _ scorer: BiaffineScorer, _ projections: Projections, _ packing: SequencePacking,
      in pass: inout Pass
    ) {
      (self.scorer, self.projections, self.packing) = (scorer, projections, packing)
      heads = pass.workspace.matrix(rows: packing.stepCount + 1, columns: scorer.arcSize)
      queries = pass.workspace.matrix(rows: packing.stepCount, columns: scorer.arcSize)
    }

    func arcs(of sequence: Int, in pass: inout Pass) -> MutableMatrixView {
      let length = packing.lengths[sequence]
      return scorer.arcScores(
        projections, of: sequence, packing, heads: heads.rows(0..<length + 1),
        queries: queries.rows(0..<length), in: &pass)
    }
  }

  /// Makes probabilities of scores of arcs; no word is its own head.
  private static func setProbabilities(_ scores: MutableMatrixView) {
    for step in 0..<scores.rows { scores[step, step + 1] = -1e30 }
    scores.applySoftmax()
  }

  /// Gives the words of one sentence whose arcs must cross no others the best heads that allow it.
  private func uncross(
    _ sequence: Int, _ scored: ScoredArcs, kinds: [RelationKind], in trees: inout Trees,
    in pass: inout Pass
  ) {
    let packing = scored.packing
    let rows = (0..<packing.lengths[sequence]).map { packing.row(step: $0, sequence: sequence) }
    guard rows.contains(where: { kinds[Int(trees.relations[$0])] == .uncrossed }) else { return }
    var heads = rows.map { trees.heads[$0] }
    var scores: MutableMatrixView?
    for (step, row) in rows.enumerated() where kinds[Int(trees.relations[row])] == .uncrossed {
      let head = Int(heads[step])
      guard head != 0, !heads.contains(Int32(step + 1)) else { continue }
      trees.uncrossed.find(for: step + 1, heads)
      if trees.uncrossed.found.contains(head) { continue }
      let found = scores ?? scored.arcs(of: sequence, in: &pass)
      if scores == nil, !trees.probabilities.isEmpty { Self.setProbabilities(found) }
      scores = found
      guard let best = trees.uncrossed.found.max(by: { found[step, $0] < found[step, $1] })
      else { continue }
      if !trees.probabilities.isEmpty, found[step, head] > 0 {
        trees.probabilities[row] *= found[step, best] / found[step, head]
      }
      heads[step] = Int32(best)
      trees.heads[row] = Int32(best)
    }
  }

  private func findRelations(
    _ projections: Projections, _ packing: SequencePacking, kinds: [RelationKind],
    in trees: inout Trees, in pass: inout Pass
  ) {
    let pairs = pairs(projections, heads: trees.heads, packing, in: &pass)
    let scores = relations.forward(pairs, in: &pass).output
    let isRoot = kinds.map { $0 == .root }
    let hasBoth = isRoot.contains(true) && isRoot.contains(false)
    for row in 0..<packing.rowCount {
      let own = scores.rows(row..<row + 1)
      let isOfRoot = trees.heads[row] == 0
      if hasBoth {
        for relation in 0..<relationCount where isRoot[relation] != isOfRoot {
          own[0, relation] = -.infinity
        }
      }
      var best = SoftmaxHead.highest(own[row: 0])
      if hasBoth, isRoot[best] != isOfRoot {
        // Only scores that are no numbers lead here.
        best = isRoot.firstIndex(of: isOfRoot) ?? best
      }
      trees.relations[row] = Int32(best)
      if !trees.probabilities.isEmpty {
        own.applySoftmax()
        trees.probabilities[row] *= own[0, best]
      }
    }
  }
}

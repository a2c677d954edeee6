import ElmanTensors

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

    /// No trees.
    package init() {}
  }

  /// Finds the tree of each sentence whose arcs have the highest scores together, and for each arc the best relation.
  ///
  /// - Parameters:
  ///   - hidden: `[words, inputSize]`.
  ///   - isRoot: for each relation whether it is that of a root: these and no others go to a word without a head, if
  ///     there are both kinds.
  ///   - probabilities: whether those of the arcs found are wanted.
  ///   - trees: gets what is found.
  ///   - pass: a pass for inference.
  package func parse(
    _ hidden: PackedSequences, isRoot: [Bool], probabilities: Bool, into trees: inout Trees,
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
    let room = packing.stepCount
    let allHeads = pass.workspace.matrix(rows: room + 1, columns: arcSize)
    let allQueries = pass.workspace.matrix(rows: room, columns: arcSize)
    for sequence in 0..<packing.sequenceCount {
      let length = packing.lengths[sequence]
      let scores = arcScores(
        projections, of: sequence, packing, heads: allHeads.rows(0..<length + 1),
        queries: allQueries.rows(0..<length), in: &pass)
      let (first, stride) = (scores.base, scores.stride)
      trees.tree.find(count: length) { first[$0 * stride + $1] }
      if probabilities {
        for step in 0..<length { scores[step, step + 1] = -1e30 }
        scores.applySoftmax()
      }
      for (step, head) in trees.tree.heads.enumerated() {
        let row = packing.row(step: step, sequence: sequence)
        trees.heads[row] = head
        if probabilities { trees.probabilities[row] = scores[step, Int(head)] }
      }
    }
    findRelations(projections, packing, isRoot: isRoot, in: &trees, in: &pass)
  }

  private func findRelations(
    _ projections: Projections, _ packing: SequencePacking, isRoot: [Bool],
    in trees: inout Trees, in pass: inout Pass
  ) {
    let pairs = pairs(projections, heads: trees.heads, packing, in: &pass)
    let scores = relations.forward(pairs, in: &pass).output
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

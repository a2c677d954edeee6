import ElmanTensors

/// What each word of a sentence could be the dependent of, and in which relation: small projections of hidden states,
/// each word's as a dependent and as a head, and a bilinear score for each pair.
///
/// With the projections a = tanh(h W + b), of which those of arcs are d, e and those of relations p, q, each first for the
/// dependent and then for the head:
///
/// - arc of word i from head j: s_ij = (d_i U + u) · e_j
/// - relation r of that: t_r = (p_i ∘ q_j) V_r + p_i O_r + q_j Q_r + o_r
///
/// The matrices of relations are diagonal, so that a relation costs no more than three vectors. The root is a head with a
/// projection of its own, which is learned.
///
/// Reference: Dozat and Manning, 2017, Deep Biaffine Attention for Neural Dependency Parsing; Yang, Yih, He, Gao and
/// Deng, 2015, Embedding Entities and Relations for Learning and Inference in Knowledge Bases (diagonal matrices).
package struct BiaffineScorer: Sendable {
  /// The four projections side by side: arcs as dependent and as head, relations as dependent and as head.
  let projection: Linear
  /// The root's projections as a head, of arcs and of relations, `[1, arcSize + relationSize]`.
  let root: Parameter
  /// U and u.
  let arcs: Linear
  /// V, O and Q one below the other, and o.
  let relations: Linear
  /// Dropout on projections.
  let dropout: Dropout

  /// The size of d and e.
  package let arcSize: Int
  /// The size of p and q.
  package let relationSize: Int
  /// The number of relations.
  package let relationCount: Int

  /// Adds the scorer's parameters to a layout.
  ///
  /// - Parameters:
  ///   - inputSize: the width of a hidden state.
  ///   - arcSize: the size of a projection for arcs.
  ///   - relationSize: that for relations.
  ///   - relationCount: the number of relations.
  ///   - dropout: dropout on projections, in training.
  ///   - layout: gets the parameters.
  package init(
    inputSize: Int, arcSize: Int, relationSize: Int, relationCount: Int, dropout: Dropout,
    in layout: inout ParameterLayout
  ) {
    (self.arcSize, self.relationSize) = (arcSize, relationSize)
    (self.relationCount, self.dropout) = (relationCount, dropout)
    projection = Linear(
      "projection", inputSize: inputSize, outputSize: 2 * (arcSize + relationSize), in: &layout)
    root = layout.add(
      "root", rows: 1, columns: arcSize + relationSize, use: .dense, .normal(deviation: 0.1))
    arcs = Linear("arcs", inputSize: arcSize, outputSize: arcSize, in: &layout)
    relations = Linear(
      "relations", inputSize: 3 * relationSize, outputSize: relationCount, in: &layout)
  }

  /// The parameters that have a column for each relation.
  package var relationParameters: [Parameter] { [relations.weights, relations.bias] }

  /// The projections of all words, in packed order.
  struct Projections {
    /// All four, `[rows, 2 · (arcSize + relationSize)]`.
    let all: MutableMatrixView
    /// d U + u, `[rows, arcSize]`.
    let queries: MutableMatrixView
    let arcSize: Int
    let relationSize: Int

    /// d.
    var arcDependents: MutableMatrixView { all.columns(0..<arcSize) }
    /// e.
    var arcHeads: MutableMatrixView { all.columns(arcSize..<2 * arcSize) }
    /// p.
    var relationDependents: MutableMatrixView {
      all.columns(2 * arcSize..<2 * arcSize + relationSize)
    }
    /// q.
    var relationHeads: MutableMatrixView { all.columns(2 * arcSize + relationSize..<all.columns) }
  }

  /// What backward needs of the projections.
  struct Trace {
    let input: MutableMatrixView
    /// The projections before dropout.
    let activated: MutableMatrixView
    let dropout: UInt32?
  }

  /// Projects hidden states, `[rows, inputSize]`.
  func project(_ hidden: PackedSequences, in pass: inout Pass) -> (Projections, Trace) {
    let activated = projection.forward(hidden.values, in: &pass).output
    activated.applyTanh()
    let (all, seed) = dropout.forward(
      PackedSequences(values: activated, packing: hidden.packing), in: &pass)
    let queries = arcs.forward(all.values.columns(0..<arcSize), in: &pass).output
    return (
      Projections(
        all: all.values, queries: queries, arcSize: arcSize, relationSize: relationSize),
      Trace(input: hidden.values, activated: activated, dropout: seed)
    )
  }

  /// The scores of all arcs of one sentence, `[words, 1 + words]`: from the root, then from each word.
  ///
  /// - Parameter heads: gets the heads' projections in that order, `[1 + words, arcSize]`.
  func arcScores(
    _ projections: Projections, of sequence: Int, _ packing: SequencePacking,
    heads: MutableMatrixView, queries: MutableMatrixView, in pass: inout Pass
  ) -> MutableMatrixView {
    let length = packing.lengths[sequence]
    let (allHeads, allQueries) = (projections.arcHeads, projections.queries)
    heads.copyRow(0, from: pass.weights[root].columns(0..<arcSize), row: 0)
    for step in 0..<length {
      let row = packing.row(step: step, sequence: sequence)
      heads.copyRow(step + 1, from: allHeads, row: row)
      queries.copyRow(step, from: allQueries, row: row)
    }
    let scores = pass.workspace.matrix(rows: length, columns: length + 1)
    scores.setProduct(queries, pass.workspace.pack(heads, transposed: true))
    return scores
  }

  /// What the scores of relations are made of, p ∘ q, p and q, for each word and a head of its own, `[rows, 3 ·
  /// relationSize]`; zeros for a word whose head is negative.
  ///
  /// - Parameter heads: for each word its head within the sentence, in packed order.
  func pairs(
    _ projections: Projections, heads: [Int32], _ packing: SequencePacking, in pass: inout Pass
  ) -> MutableMatrixView {
    let pairs = pass.workspace.zeros(rows: packing.rowCount, columns: 3 * relationSize)
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        let row = packing.row(step: step, sequence: sequence)
        guard heads[row] >= 0 else { continue }
        let own = projections.relationDependents.rows(row..<row + 1)
        let head = relationHead(Int(heads[row]), projections, of: sequence, packing, in: pass)
        let pair = pairs.rows(row..<row + 1)
        pair.columns(0..<relationSize).addProducts(own, head)
        pair.columns(relationSize..<2 * relationSize).copyRow(0, from: own, row: 0)
        pair.columns(2 * relationSize..<3 * relationSize).copyRow(0, from: head, row: 0)
      }
    }
    return pairs
  }

  /// The projection of a word's head for relations: that of the root, 0, or of a word of the sentence.
  func relationHead(
    _ head: Int, _ projections: Projections, of sequence: Int, _ packing: SequencePacking,
    in pass: borrowing Pass
  ) -> MatrixView {
    if head == 0 { return pass.weights[root].columns(arcSize..<arcSize + relationSize) }
    let row = packing.row(step: head - 1, sequence: sequence)
    return projections.relationHeads.rows(row..<row + 1).view
  }
}

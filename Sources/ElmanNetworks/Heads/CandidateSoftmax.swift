import ElmanLibc
import ElmanTensors

/// Which word of a large vocabulary it is, learned by comparing it with some of the words alone.
///
/// score(word) = state · vector(word) + bias(word), and p(word) = exp(score - c) / Σ exp(score - c) over the
/// candidates, where c is the logarithm of the probability of being a candidate. With that the scores
/// learned are those of a softmax over all words. The vectors may be those by which words are read.
///
/// References: Bengio and Senécal, 2008, Adaptive Importance Sampling to Accelerate Training of a
/// Neural Probabilistic Language Model; Jean, Cho, Memisevic and Bengio, 2015, On Using Very Large
/// Target Vocabulary for Neural Machine Translation. Press and Wolf, 2017, Using the Output Embedding
/// to Improve Language Models (the words' vectors as outputs).
package struct CandidateSoftmax: Sendable {
  /// The words' vectors, `[words, size]`.
  package let vectors: Parameter
  /// `[words, 1]`.
  package let bias: Parameter

  /// Adds the biases to a layout, whose table `vectors` is shared.
  package init(_ name: String, vectors: Parameter, in layout: inout ParameterLayout) {
    self.vectors = vectors
    bias = layout.add(name, rows: vectors.rows, columns: 1, use: .table, .zeros)
  }

  /// The cross-entropy among the candidates, summed over rows, and its gradients, which are added to
  /// the pass.
  ///
  /// - Parameters:
  ///   - states: `[rows, size]`.
  ///   - targets: for each row the place of its word among the candidates; negative for a row that
  ///     teaches nothing.
  ///   - candidates: different words.
  ///   - logarithms: for each candidate c.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: gets the gradients of vectors and biases.
  /// - Returns: the loss, without `scale`, and the gradient of the states, `[rows, size]`.
  package func loss(
    _ states: some Matrix, targets: [Int32], candidates: [Int32], logarithms: [Float],
    scale: Float, in pass: inout Pass
  ) -> (loss: Double, gradient: MutableMatrixView) {
    precondition(targets.count == states.rows, "\(targets.count) targets for \(states)")
    precondition(candidates.count == logarithms.count)
    let chosen = vectors(of: candidates, in: &pass)
    let start = biases(of: candidates, in: &pass)
    for (column, logarithm) in logarithms.enumerated() { start[0, column] -= logarithm }
    let scores = pass.workspace.matrix(rows: states.rows, columns: candidates.count)
    scores.setProduct(
      states, pass.workspace.pack(chosen, transposed: true), start: .row(start.view))

    scores.applySoftmax()
    var loss = 0.0
    for (row, target) in targets.enumerated() {
      guard target >= 0 else {
        scores[row: row].update(repeating: 0)
        continue
      }
      // A probability too small for a float would make the loss infinite; its gradient is right.
      loss -= log(Double(max(scores[row, Int(target)], .leastNormalMagnitude)))
      scores[row, Int(target)] -= 1
    }
    scores.scale(by: scale)

    let gradient = pass.workspace.matrix(rows: states.rows, columns: states.columns)
    gradient.setProduct(scores, pass.workspace.pack(chosen))
    addGradients(of: candidates, scores: scores, states: states, in: &pass)
    return (loss, gradient)
  }

  /// The scores of all words, `[rows, words]`.
  package func scores(_ states: some Matrix, in pass: inout Pass) -> MutableMatrixView {
    let scores = pass.workspace.matrix(rows: states.rows, columns: vectors.rows)
    let words = (0..<vectors.rows).map { Int32($0) }
    let table = vectors(of: words, in: &pass)
    scores.setProduct(
      states, pass.workspace.pack(table, transposed: true),
      start: .row(biases(of: words, in: &pass).view))
    return scores
  }

  private func vectors(of words: [Int32], in pass: inout Pass) -> MutableMatrixView {
    let chosen = pass.workspace.matrix(rows: words.count, columns: vectors.columns)
    pass.weights.copyRows(words, of: vectors, to: chosen)
    return chosen
  }

  /// `[1, words]`.
  private func biases(of words: [Int32], in pass: inout Pass) -> MutableMatrixView {
    let column = pass.workspace.matrix(rows: words.count, columns: 1)
    pass.weights.copyRows(words, of: bias, to: column)
    return MutableMatrixView(base: column.base, rows: 1, columns: words.count)
  }

  private func addGradients(
    of candidates: [Int32], scores: some Matrix, states: some Matrix, in pass: inout Pass
  ) {
    guard let gradients = pass.gradients else {
      preconditionFailure("backward in a pass for inference")
    }
    let chosen = pass.workspace.matrix(rows: candidates.count, columns: vectors.columns)
    chosen.setProduct(scores, pass.workspace.pack(states), leftTransposed: true)
    gradients.add(chosen, toRows: candidates, of: vectors)
    let sums = pass.workspace.zeros(rows: 1, columns: candidates.count)
    sums.addColumnSums(of: scores)
    gradients.add(
      MutableMatrixView(base: sums.base, rows: candidates.count, columns: 1), toRows: candidates,
      of: bias)
  }
}

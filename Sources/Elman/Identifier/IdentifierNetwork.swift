import ElmanNetworks
import ElmanTensors

/// The network of a language identifier: pieces that end with a character → a vector for each → a recurrent layer over
/// each word → the sum of a text's states → scores.
///
/// A word is read for itself, so that what it adds to a text's sum can be kept. Of n characters the sum is divided by
/// √n: evidence grows with a text, but not as fast as the text.
package struct IdentifierNetwork: Sendable {
  /// The parameters of all layers.
  package let layout: ParameterLayout
  private let pieces: EmbeddingSum
  private let inputDropout: Dropout
  private let layer: BidirectionalLayer
  private let outputDropout: Dropout
  private let projection: Linear

  /// Lays out the network of a configuration.
  package init(_ configuration: IdentifierConfiguration, pieceCount: Int, labelCount: Int) {
    var layout = ParameterLayout()
    pieces = EmbeddingSum(
      "pieces", count: pieceCount, size: configuration.pieceSize, in: &layout)
    inputDropout = Dropout(rate: configuration.inputDropout)
    layer = layout.scope("layer") {
      BidirectionalLayer(
        cell: configuration.cell.cell, inputSize: configuration.pieceSize,
        hiddenSize: configuration.hiddenSize, in: &$0)
    }
    outputDropout = Dropout(rate: configuration.outputDropout)
    projection = Linear(
      "projection", inputSize: layer.outputSize, outputSize: labelCount, in: &layout)
    self.layout = layout
  }

  /// The width of a word's vector.
  package var wordSize: Int { layer.outputSize }

  /// The vector of each word, `[words, wordSize]`: the sum of its states.
  package func words(_ batch: WordPieces.Batch, in pass: inout Pass) -> MutableMatrixView {
    let (states, _) = states(batch, in: &pass)
    let output = pass.workspace.zeros(rows: batch.count, columns: wordSize)
    forEachRow(states.packing) { row, word in output.addRow(word, from: states.values, row: row) }
    return output
  }

  /// The scores of each label for each text, `[texts, labels]`.
  ///
  /// - Parameters:
  ///   - sums: the sums of the texts' words, `[texts, wordSize]`; they are divided here.
  ///   - stepCounts: for each text the steps of its words.
  ///   - pass: a pass for inference.
  package func scores(
    _ sums: MutableMatrixView, stepCounts: [Int], in pass: inout Pass
  ) -> MutableMatrixView {
    for (text, count) in stepCounts.enumerated() {
      sums.rows(text..<text + 1).scale(by: Self.share(count))
    }
    return projection.forward(sums, in: &pass).output
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - batch: the words of all texts.
  ///   - textOfWord: for each word its text.
  ///   - labels: for each text the number of its label.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: a pass for training.
  /// - Returns: the loss, summed over texts.
  package func learn(
    _ batch: WordPieces.Batch, textOfWord: [Int], labels: [Int32], scale: Float,
    in pass: inout Pass
  ) -> Double {
    let (states, trace) = states(batch, in: &pass)
    var stepCounts = [Int](repeating: 0, count: labels.count)
    for (word, count) in batch.stepCounts.enumerated() { stepCounts[textOfWord[word]] += count }
    let sums = pass.workspace.zeros(rows: labels.count, columns: wordSize)
    forEachRow(states.packing) { row, word in
      sums.addRow(textOfWord[word], from: states.values, row: row)
    }
    for (text, count) in stepCounts.enumerated() {
      sums.rows(text..<text + 1).scale(by: Self.share(count))
    }
    let (dropped, seed) = outputDropout.forward(sums, in: &pass)
    let scores = projection.forward(dropped, in: &pass)
    let (loss, gradient) = SoftmaxHead().loss(
      scores.output, labels: labels, labelSmoothing: 0, classWeights: nil, scale: scale, in: &pass)
    let textGradient = outputDropout.backward(
      projection.backward(gradient, through: scores.trace, in: &pass), through: seed, in: &pass)
    for (text, count) in stepCounts.enumerated() {
      textGradient.rows(text..<text + 1).scale(by: Self.share(count))
    }
    let stateGradient = pass.workspace.matrix(rows: states.values.rows, columns: wordSize)
    forEachRow(states.packing) { row, word in
      stateGradient.copyRow(row, from: textGradient, row: textOfWord[word])
    }
    let below = layer.backward(
      PackedSequences(values: stateGradient, packing: states.packing), through: trace.layer,
      in: &pass)
    let inputGradient = inputDropout.backward(below.values, through: trace.dropout, in: &pass)
    pieces.backward(inputGradient, through: trace.pieces, in: &pass)
    return loss
  }

  private struct Trace {
    let pieces: EmbeddingSum.Trace
    let dropout: UInt32?
    let layer: BidirectionalLayer.Trace
  }

  /// The states of all words, in packed order.
  private func states(
    _ batch: WordPieces.Batch, in pass: inout Pass
  ) -> (PackedSequences, Trace) {
    let vectors = pieces.forward(batch.pieces, in: &pass)
    let (input, seed) = inputDropout.forward(vectors.output, in: &pass)
    let (states, layer) = layer.forward(
      PackedSequences(values: input, packing: batch.packing), in: &pass)
    return (states, Trace(pieces: vectors.trace, dropout: seed, layer: layer))
  }

  private static func share(_ stepCount: Int) -> Float { 1 / Float(max(1, stepCount)).squareRoot() }

  private func forEachRow(_ packing: SequencePacking, _ body: (_ row: Int, _ word: Int) -> Void) {
    for step in 0..<packing.stepCount {
      for sequence in 0..<packing.activeCounts[step] {
        body(packing.row(step: step, sequence: sequence), packing.order[sequence])
      }
    }
  }
}

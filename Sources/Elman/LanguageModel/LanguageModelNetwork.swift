import ElmanNetworks
import ElmanTensors

/// The network of a language model in both directions: tokens → vectors → hidden states → the next
/// word, and the one before.
///
/// Each direction of the layer has seen one side of a word alone, so that its state can be asked
/// for the word on the other side. A second bidirectional layer could not: it would have seen both.
///
/// References: Bengio, Ducharme, Vincent and Jauvin, 2003, A Neural Probabilistic Language Model;
/// Peters, Neumann, Iyyer, Gardner, Clark, Lee and Zettlemoyer, 2018, Deep Contextualized Word
/// Representations (both directions).
package struct LanguageModelNetwork: Sendable {
  /// The parameters of all layers.
  package let layout: ParameterLayout
  /// The part that a tagger can start from.
  package let encoder: SentenceEncoder
  private let leftToRight: Linear
  private let rightToLeft: Linear
  private let output: CandidateSoftmax

  /// Lays out the network of a configuration and what training found out.
  package init(
    _ configuration: LanguageModelConfiguration, _ shape: EncoderShape, wordCount: Int,
    characterCount: Int
  ) {
    var layout = ParameterLayout()
    encoder = SentenceEncoder(
      configuration, shape, wordCount: wordCount, characterCount: characterCount, in: &layout)
    (leftToRight, rightToLeft) = layout.scope("output") {
      (
        Linear(
          "leftToRight", inputSize: configuration.hiddenSize, outputSize: configuration.wordSize,
          in: &$0),
        Linear(
          "rightToLeft", inputSize: configuration.hiddenSize, outputSize: configuration.wordSize,
          in: &$0)
      )
    }
    output = CandidateSoftmax("output.words", vectors: encoder.tokens.words.table, in: &layout)
    self.layout = layout
  }

  /// The number of words that can be predicted, with the unknown word, which never is.
  package var wordCount: Int { output.vectors.rows }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - batch: the tokens.
  ///   - targets: the places of words among the candidates: for each packed row that of the next
  ///     word, then for each that of the word before; negative where there is none.
  ///   - candidates: different words.
  ///   - logarithms: for each candidate the logarithm of the probability of being one.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: gets the gradients.
  /// - Returns: the loss, summed over targets.
  package func learn(
    _ batch: TokenBatch, targets: [Int32], candidates: [Int32], logarithms: [Float],
    scale: Float, in pass: inout Pass
  ) -> Double {
    encoder.learn(batch, in: &pass) { hidden, pass in
      let (states, halves) = states(hidden, in: &pass)
      let (loss, gradient) = output.loss(
        states, targets: targets, candidates: candidates, logarithms: logarithms, scale: scale,
        in: &pass)
      let rows = hidden.values.rows
      let sum = pass.workspace.zeros(rows: rows, columns: hidden.values.columns)
      let middle = halves.left.columns
      _ = leftToRight.backward(
        gradient.rows(0..<rows), through: halves.left, addingTo: sum.columns(0..<middle),
        in: &pass)
      _ = rightToLeft.backward(
        gradient.rows(rows..<2 * rows), through: halves.right,
        addingTo: sum.columns(middle..<sum.columns), in: &pass)
      return (loss, sum)
    }
  }

  /// The scores of all words: for each packed row those of the next word, then for each those of the
  /// word before, `[2 · rows, wordCount]`.
  package func scores(_ batch: TokenBatch, in pass: inout Pass) -> MutableMatrixView {
    let hidden = encoder.forward(batch, in: &pass).output
    return output.scores(states(hidden, in: &pass).states, in: &pass)
  }

  /// What is compared with the words' vectors: for each row the state left of the next word, then for
  /// each that right of the word before.
  private func states(
    _ hidden: PackedSequences, in pass: inout Pass
  ) -> (states: MutableMatrixView, halves: (left: MutableMatrixView, right: MutableMatrixView)) {
    let middle = leftToRight.weights.rows
    let rows = hidden.values.rows
    let left = hidden.values.columns(0..<middle)
    let right = hidden.values.columns(middle..<hidden.values.columns)
    let states = pass.workspace.matrix(rows: 2 * rows, columns: leftToRight.weights.columns)
    states.rows(0..<rows).copy(from: leftToRight.forward(left, in: &pass).output)
    states.rows(rows..<2 * rows).copy(from: rightToLeft.forward(right, in: &pass).output)
    return (states, (left, right))
  }
}

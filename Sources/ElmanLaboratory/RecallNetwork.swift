import ElmanNetworks
import ElmanTensors

/// The network that recalls: words → vectors → hidden states, from left to right → one vector a text →
/// scores of answers. Reading one way only, it has the fact behind it when the question comes.
struct RecallNetwork: Sendable {
  let layout: ParameterLayout
  let layer: RecurrentLayer
  private let words: Embedding
  private let attention: AttentionPooling?
  private let projection: Linear

  init(
    _ remedy: RecallRemedy, wordCount: Int, answerCount: Int, hiddenSize: Int,
    recurrentScale: Float
  ) {
    var layout = ParameterLayout()
    words = Embedding("words", count: wordCount, size: hiddenSize, in: &layout)
    layer = RecurrentLayer(
      cell: remedy.cell, direction: .leftToRight, inputSize: hiddenSize, hiddenSize: hiddenSize,
      inputInitializer: remedy.inputInitializer,
      recurrentInitializer: remedy.recurrentInitializer(
        hiddenSize: hiddenSize, scale: recurrentScale),
      in: &layout)
    attention =
      remedy.readsAllStates
      ? AttentionPooling(size: hiddenSize, attentionSize: hiddenSize, in: &layout) : nil
    projection = Linear(
      "projection", inputSize: hiddenSize, outputSize: answerCount, in: &layout)
    self.layout = layout
  }

  /// The scores of each answer for each text, `[texts, answers]`, and the way back.
  private func forward(
    _ texts: [[Int32]], in pass: inout Pass
  ) -> (scores: MutableMatrixView, backward: (MutableMatrixView, inout Pass) -> Void) {
    let packing = SequencePacking(lengths: texts.map(\.count))
    let ids = packing.pack(texts)
    let vectors = words.forward(ids, in: &pass).output
    let (hidden, trace) = layer.forward(
      PackedSequences(values: vectors, packing: packing), in: &pass)
    let pooled = pool(hidden, in: &pass)
    let scores = projection.forward(pooled.output, in: &pass)
    return (
      scores.output,
      { gradient, pass in
        let vector = projection.backward(gradient, through: scores.trace, in: &pass)
        let states = PackedSequences(values: pooled.backward(vector, &pass), packing: packing)
        let input = layer.backward(states, through: trace, in: &pass)
        words.backward(input.values, through: ids, in: &pass)
      }
    )
  }

  /// One vector a text: the last state, or the weighted sum of all.
  private func pool(
    _ hidden: PackedSequences, in pass: inout Pass
  ) -> (output: MutableMatrixView, backward: (MutableMatrixView, inout Pass) -> MutableMatrixView) {
    let packing = hidden.packing
    let size = layer.hiddenSize
    var lastRows = [Int](repeating: 0, count: packing.sequenceCount)
    for (place, text) in packing.order.enumerated() {
      lastRows[text] = packing.row(step: packing.lengths[place] - 1, sequence: place)
    }
    guard let attention else {
      let output = pass.workspace.matrix(rows: lastRows.count, columns: size)
      for (text, row) in lastRows.enumerated() {
        output.copyRow(text, from: hidden.values, row: row)
      }
      return (
        output,
        { gradient, pass in
          let states = pass.workspace.zeros(rows: packing.rowCount, columns: size)
          for (text, row) in lastRows.enumerated() {
            states.copyRow(row, from: gradient, row: text)
          }
          return states
        }
      )
    }
    let rows = packing.rowsBySequence
    let texts = pass.workspace.matrix(rows: rows.count, columns: size)
    for (row, packed) in rows.enumerated() { texts.copyRow(row, from: hidden.values, row: packed) }
    var lengths = [Int](repeating: 0, count: packing.sequenceCount)
    for (place, text) in packing.order.enumerated() { lengths[text] = packing.lengths[place] }
    var end = 0
    let segments = lengths.map { length in
      defer { end += length }
      return end..<end + length
    }
    let (output, trace) = attention.forward(
      SegmentedRows(values: texts, segments: segments), in: &pass)
    return (
      output,
      { gradient, pass in
        let ordered = attention.backward(gradient, through: trace, in: &pass)
        let states = pass.workspace.matrix(rows: rows.count, columns: size)
        for (row, packed) in rows.enumerated() { states.copyRow(packed, from: ordered, row: row) }
        return states
      }
    )
  }

  /// Adds the gradients of `scale` times the loss, and returns that, summed over texts.
  func learn(
    _ texts: [[Int32]], answers: [Int32], scale: Float, in pass: inout Pass
  ) -> Double {
    let (scores, backward) = forward(texts, in: &pass)
    let (loss, gradient) = SoftmaxHead().loss(scores, labels: answers, scale: scale, in: &pass)
    backward(gradient, &pass)
    return loss
  }

  /// The answer to each text with the highest score.
  func answers(_ texts: [[Int32]], in pass: inout Pass) -> [Int32] {
    SoftmaxHead().decode(forward(texts, in: &pass).scores)
  }
}

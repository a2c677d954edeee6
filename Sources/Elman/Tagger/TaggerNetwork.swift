import ElmanNetworks
import ElmanTensors

/// The network of a tagger: tokens → vectors → hidden states → scores → labels, the scores and labels
/// for each column by itself.
package struct TaggerNetwork: Sendable {
  /// The parameters of all layers.
  package let layout: ParameterLayout
  /// The part below the scores.
  package let encoder: SentenceEncoder
  /// Where in the layout the parameters of that part end.
  package let encoderEnd: Int
  /// Where those of trees, which come last, begin.
  package let treeStart: Int
  private let outputDropout: Dropout
  /// For each column but that of trees what turns hidden states into labels.
  package let heads: [ColumnHead]
  /// What makes trees of them, if the last column is that.
  package let tree: TreeHead?

  /// Lays out the network of a configuration.
  ///
  /// - Parameters:
  ///   - configuration: what the network looks like.
  ///   - shape: what training found out.
  ///   - wordCount: the words of the vocabulary.
  ///   - characterCount: the characters that have vectors.
  ///   - affixCount: the affixes that have.
  ///   - labelCounts: for each of the configuration's columns the number of its labels.
  ///   - constraints: which labels may follow each other, for columns where not all may.
  ///   - parts: for columns whose labels are made of parts, in training, these.
  ///   - alternatives: for columns in whose training it may be known of tokens that they have one of several labels,
  ///     these sets.
  package init(
    _ configuration: TaggerConfiguration, _ shape: EncoderShape = EncoderShape(), wordCount: Int,
    characterCount: Int, affixCount: Int = 0, labelCounts: [Int],
    constraints: [TagColumn: LabelConstraints] = [:], parts: [TagColumn: LabelParts] = [:],
    alternatives: [TagColumn: [[Bool]]] = [:]
  ) {
    let columns = configuration.columns
    precondition(
      !columns.isEmpty && columns.count == labelCounts.count,
      "\(labelCounts.count) numbers of labels for \(columns.count) columns")
    var layout = ParameterLayout()
    encoder = SentenceEncoder(
      configuration, shape, wordCount: wordCount, characterCount: characterCount,
      affixCount: affixCount, in: &layout)
    encoderEnd = layout.count
    outputDropout = Dropout(
      rate: configuration.outputDropout, isVariational: configuration.variationalDropout)
    var heads: [ColumnHead] = []
    for (column, labelCount) in zip(columns, labelCounts) where column != .deps {
      let inputSize = encoder.outputSize
      func head(in layout: inout ParameterLayout) -> ColumnHead {
        ColumnHead(
          column, configuration.head(of: column), inputSize: inputSize, labelCount: labelCount,
          constraints: constraints[column], parts: parts[column],
          alternatives: alternatives[column] ?? [], in: &layout)
      }
      heads.append(
        columns.count == 1
          ? head(in: &layout) : layout.scope(column.rawValue) { head(in: &$0) })
    }
    self.heads = heads
    treeStart = layout.count
    let (stateSize, relationCount) = (encoder.outputSize, labelCounts.last ?? 0)
    tree =
      columns.last == .deps
      ? layout.scope(TagColumn.deps.rawValue) {
        TreeHead(
          configuration, inputSize: stateSize, relationCount: relationCount, in: &$0)
      } : nil
    self.layout = layout
  }

  /// Lays out the network of a configuration for columns with their labels.
  package init(
    _ configuration: TaggerConfiguration, _ shape: EncoderShape = EncoderShape(), wordCount: Int,
    characterCount: Int, affixCount: Int = 0,
    columns: [TaggerColumn], parts: [TagColumn: LabelParts] = [:],
    alternatives: [TagColumn: [[Bool]]] = [:]
  ) {
    self.init(
      configuration, shape, wordCount: wordCount, characterCount: characterCount,
      affixCount: affixCount, labelCounts: columns.map(\.labels.count),
      constraints: Dictionary(
        columns.lazy.compactMap { column in column.constraints.map { (column.column, $0) } }
      ) { first, _ in first }, parts: parts, alternatives: alternatives)
  }

  /// How many columns there are.
  package var columnCount: Int { heads.count + (tree == nil ? 0 : 1) }

  /// The hidden states that all columns share, `[tokens, hidden size]`.
  package func hidden(_ batch: TokenBatch, in pass: inout Pass) -> PackedSequences {
    let hidden = encoder.forward(batch, in: &pass).output
    return outputDropout.forward(hidden, in: &pass).output
  }

  /// The same from words whose part is computed already, at inference.
  package func hidden(_ words: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    PackedSequences(
      values: encoder.forward(words, in: &pass).values, packing: words.packing)
  }

  /// Goes forward and backward once, and adds the gradients of the loss to the pass: of `scale`
  /// times the sum of each column's loss times its share.
  ///
  /// - Parameters:
  ///   - batch: the sentences.
  ///   - labels: for each column the gold labels in packed order; -1 where there is none. A column of
  ///     sequences, as a CRF's, may have -2 - k where one of the alternatives' set k is right.
  ///   - trees: where the last column is that of trees, for each word its head, as in `GoldTrees`.
  ///   - columnScales: what each column's loss is multiplied by; 0 leaves the column alone.
  ///   - scale: what the gradients are multiplied by.
  ///   - learnsEncoder: whether the encoder has gradients too, which one that stays as it is needs not.
  ///   - pass: a pass for training.
  /// - Returns: the negative log-likelihood of the labels, summed over tokens and, with their
  ///   columnScales, over columns.
  package func learn(
    _ batch: TokenBatch, labels: [[Int32]], heads trees: [Int32] = [], columnScales: [Float],
    scale: Float, learnsEncoder: Bool = true, in pass: inout Pass
  ) -> Double {
    precondition(labels.count == columnCount && columnScales.count == columnCount)
    return encoder.learn(batch, in: &pass) { hidden, pass in
      let (states, dropout) = outputDropout.forward(hidden, in: &pass)
      var loss = 0.0
      var sum: MutableMatrixView?
      for (index, head) in heads.enumerated() where columnScales[index] > 0 {
        let columnScale = columnScales[index]
        let (columnLoss, gradient) = head.learn(
          states, gold: labels[index], scale: scale * columnScale, addingTo: sum, in: &pass)
        loss += Double(columnScale) * columnLoss
        sum = gradient
      }
      if let tree, let columnScale = columnScales.last, columnScale > 0, let relations = labels.last
      {
        let (treeLoss, gradient) = tree.learn(
          states, gold: GoldTrees(heads: trees, relations: relations), scale: scale * columnScale,
          in: &pass)
        loss += Double(columnScale) * treeLoss
        if let sum { sum.add(gradient) } else { sum = gradient }
      }
      guard learnsEncoder else { return (loss, nil) }
      let gradient = sum.map { sum in
        outputDropout.backward(
          PackedSequences(values: sum, packing: hidden.packing), through: dropout, in: &pass
        ).values
      }
      return (loss, gradient)
    }
  }
}

extension TreeHead {
  /// Lays out the head of trees as a configuration has it.
  fileprivate init(
    _ configuration: TaggerConfiguration, inputSize: Int, relationCount: Int,
    in layout: inout ParameterLayout
  ) {
    self.init(
      cell: configuration.treeCell.cell, inputSize: inputSize,
      reducedSize: configuration.treeInputSize, layerCount: configuration.treeLayers,
      hiddenSize: configuration.treeHiddenSize, arcSize: configuration.arcSize,
      relationSize: configuration.relationSize, relationCount: relationCount,
      dropout: Dropout(
        rate: configuration.treeDropout, isVariational: configuration.variationalDropout),
      recurrentDropout: configuration.recurrentDropout, in: &layout)
  }
}

import ElmanNetworks
import ElmanTensors
import ElmanText

/// The network of a tokenizer: characters → vectors → hidden states → where tokens and sentences end.
package struct TokenizerNetwork: Sendable {
  /// The labels that the network tells apart.
  package static let labels: [BoundaryLabel] = [
    [], .token, [.token, .sentence], [.token, .multiword], [.token, .sentence, .multiword],
  ]

  /// The parameters of all layers.
  package let layout: ParameterLayout
  /// The part below the scores.
  package let encoder: FeatureEncoder
  private let outputDropout: Dropout
  private let projection: Linear
  private let classCount = Int32(CharacterClass.allCases.count)
  private let characterDropout: Double
  private let pairDropout: Double
  private let sentenceBias: Float

  /// Lays out the network of a configuration and what training found out, under the name `tokenizer`.
  package init(
    _ configuration: TokenizerConfiguration, _ shape: TokenizerShape = TokenizerShape(),
    features: CharacterFeatures
  ) {
    var layout = ParameterLayout()
    (encoder, projection) = layout.scope("tokenizer") { layout in
      var tables = [
        FeatureEncoder.Table(
          "characters", count: features.characterCount, size: configuration.characterSize)
      ]
      var tableOfFeature = [0]
      if let (pairs, _) = features.wordKnowledge {
        let sets = CharacterFeatures.lengthSetCount
        tables += [
          FeatureEncoder.Table("pairs", count: pairs.count, size: configuration.pairSize),
          FeatureEncoder.Table("wordStarts", count: sets, size: configuration.wordSize),
          FeatureEncoder.Table("wordEnds", count: sets, size: configuration.wordSize),
        ]
        tableOfFeature += [1, 1, 2, 3]
      }
      let encoder = FeatureEncoder(
        tables: tables, tableOfFeature: tableOfFeature,
        inputDropout: features.wordKnowledge == nil ? 0 : configuration.inputDropout,
        cell: configuration.cell.cell, layerCount: configuration.layers,
        hiddenSize: configuration.hiddenSize, layerDropout: configuration.layerDropout,
        in: &layout)
      return (
        encoder,
        Linear(
          "projection", inputSize: encoder.outputSize, outputSize: Self.labels.count, in: &layout)
      )
    }
    outputDropout = Dropout(rate: configuration.outputDropout)
    characterDropout = Double(configuration.characterDropout)
    pairDropout = Double(configuration.pairDropout)
    sentenceBias = shape.sentenceBias
    self.layout = layout
  }

  /// The scores of each label at each character, `[characters, labels]`.
  package func scores(
    _ features: [[Int32]], packing: SequencePacking, in pass: inout Pass
  ) -> PackedSequences {
    scores(encoder.forward(features, packing: packing, in: &pass).output, in: &pass)
  }

  /// The same from rows of the projected table of characters, at inference.
  package func scores(_ rows: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    scores(encoder.forward(rows, in: &pass), in: &pass)
  }

  private func scores(_ hidden: PackedSequences, in pass: inout Pass) -> PackedSequences {
    PackedSequences(
      values: projection.forward(hidden.values, in: &pass).output, packing: hidden.packing)
  }

  /// For each row the number of its best label; of equal ones the first.
  package func decode(_ scores: MutableMatrixView) -> [UInt8] {
    precondition(scores.columns == 5, "\(scores) for 5 labels")
    var best = [UInt8](repeating: 0, count: scores.rows)
    for row in best.indices {
      let values = scores[row: row]
      var (label, score) = (UInt8(0), values[0])
      if values[1] > score { (label, score) = (1, values[1]) }
      if values[2] + sentenceBias > score { (label, score) = (2, values[2] + sentenceBias) }
      if values[3] > score { (label, score) = (3, values[3]) }
      if values[4] + sentenceBias > score { label = 4 }
      best[row] = label
    }
    return best
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameters:
  ///   - features: for each feature the row of its table at each character, in packed order.
  ///   - classIds: for each character the row of its class.
  ///   - labels: the gold labels in packed order.
  ///   - packing: where each step of each window lies.
  ///   - scale: what the gradients are multiplied by.
  ///   - pass: a pass for training.
  /// - Returns: the negative log-likelihood of the labels, summed over characters.
  package func learn(
    _ features: [[Int32]], classIds: [Int32], labels: [Int32], packing: SequencePacking,
    scale: Float, in pass: inout Pass
  ) -> Double {
    var features = features
    for row in classIds.indices {
      if pass.random.uniform() < characterDropout { features[0][row] = classIds[row] }
    }
    for feature in features.indices where feature == 1 || feature == 2 {
      for row in classIds.indices where pass.random.uniform() < pairDropout {
        features[feature][row] = Vocabulary.unknown
      }
    }
    let hidden = encoder.forward(features, packing: packing, in: &pass)
    let output = outputDropout.forward(hidden.output.values, in: &pass)
    let scores = projection.forward(output.output, in: &pass)
    let (loss, gradient) = SoftmaxHead().loss(
      scores.output, labels: labels, scale: scale, in: &pass)
    let dropped = projection.backward(gradient, through: scores.trace, in: &pass)
    let states = outputDropout.backward(dropped, through: output.trace, in: &pass)
    encoder.backward(
      PackedSequences(values: states, packing: packing), through: hidden.trace, in: &pass)
    return loss
  }
}

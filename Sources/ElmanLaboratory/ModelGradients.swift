import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// How gradients go back through time in a trained model, in the recurrent layers nearest to its
/// output.
///
/// L is the loss of the label that the model holds for second best: a gradient such as a correction
/// sends. Nothing is dropped out, and the text is read as one sequence.
package enum ModelGradients {
  /// The flows from a tagger's loss at one token: at the last token for the layer that reads from left
  /// to right, at the first for the one that reads from right to left.
  package static func flows(
    _ tagger: Tagger, name: String, over tokens: [String]
  ) -> [GradientFlow] {
    let weights = trainable(tagger.weights)
    var configuration = tagger.configuration
    (configuration.inputDropout, configuration.layerDropout) = (0, 0)
    (configuration.outputDropout, configuration.wordDropout) = (0, 0)
    configuration.recurrentDropout = 0
    let network = TaggerNetwork(
      configuration, tagger.shape, wordCount: tagger.words.count,
      characterCount: tagger.characters.count, affixCount: tagger.affixes?.vocabulary.count ?? 0,
      labelCounts: tagger.columns.map(\.labels.count))
    let batch = tagger.indexer.batch([Sentence(words: tokens)])
    let layers = network.encoder.layers.layers
    let top = layers[layers.count - 1]
    return [(top.leftToRight, tokens.count - 1), (top.rightToLeft, 0)].map { layer, row in
      let record = BackpropagationRecord()
      var pass = Pass(trainingWith: weights, gradients: Gradients(zerosFor: network.layout))
      pass.record = record
      let (hidden, trace) = network.encoder.forward(batch, in: &pass)
      let head = network.heads[0]
      let scores = head.scores(hidden, in: &pass)
      let labels = (0..<scores.values.rows).map { index in
        index == row ? secondBest(Array(scores.values[row: index])) : -1
      }
      let (_, gradient) = SoftmaxHead().loss(scores, labels: labels, scale: 1, in: &pass)
      let states = head.projection.backward(gradient.values, through: hidden.values, in: &pass)
      network.encoder.backward(
        PackedSequences(values: states, packing: hidden.packing), through: trace, in: &pass)
      return GradientFlow(name, of: layer, in: record, weights: weights, tokens: tokens)
    }
  }

  /// The flows from a classifier's loss through its pooling.
  package static func flows(
    _ classifier: Classifier, name: String, over tokens: [String]
  ) -> [GradientFlow] {
    let weights = trainable(classifier.weights)
    var configuration = classifier.configuration
    (configuration.inputDropout, configuration.layerDropout) = (0, 0)
    (configuration.outputDropout, configuration.wordDropout) = (0, 0)
    (configuration.labelSmoothing, configuration.labelWeights) = (0, [:])
    let network = ClassifierNetwork(
      configuration, classifier.shape, wordCount: classifier.words.count,
      characterCount: classifier.characters.count,
      affixCount: classifier.affixes?.vocabulary.count ?? 0, labels: classifier.labels.labels)
    let document = Document(windows: [Sentence(words: tokens)], windowSize: tokens.count)
    let batch = DocumentBatch([document], indexer: classifier.indexer)
    var inference = Pass(inferenceWith: weights)
    let scores = network.scores(batch, in: &inference).scores
    let record = BackpropagationRecord()
    var pass = Pass(trainingWith: weights, gradients: Gradients(zerosFor: network.layout))
    pass.record = record
    _ = network.learn(
      batch, labels: [secondBest(Array(scores[row: 0]))], scale: 1, in: &pass)
    let layers = network.encoder.layers.layers
    let top = layers[layers.count - 1]
    return [top.leftToRight, top.rightToLeft].map { layer in
      GradientFlow(name, of: layer, in: record, weights: weights, tokens: tokens)
    }
  }

  /// Weights in bytes have the values that products see.
  private static func trainable(_ weights: any Weights) -> PackedWeights {
    PackedWeights(weights.singlePrecision, forTraining: true)
  }

  /// The label with the second highest score, or the only one.
  private static func secondBest(_ scores: [Float]) -> Int32 {
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    return Int32(order.count > 1 ? order[1] : 0)
  }
}

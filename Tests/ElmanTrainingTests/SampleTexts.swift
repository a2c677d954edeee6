import Elman
import ElmanEvaluation
import ElmanText

@testable import ElmanTraining

/// Texts whose label depends on the order of two words: `not` turns what follows.
func sampleTexts(
  _ count: Int = 24, labels: [String] = ["bad", "good"], path: String = "texts"
) -> LabelledCorpus<Document, String> {
  let patterns: [(text: String, label: Int)] = [
    ("a fine walk", 1), ("not a fine walk", 0), ("a dull walk .", 0), ("not dull , fine", 1),
    ("the tea was not dull", 1), ("the tea was fine . not !", 0), ("fine", 1), ("dull", 0),
    ("what a dull , dull day , and no tea", 0), ("what a fine day , and fine tea for all", 1),
    ("no", 0), ("yes yes", 1),
  ]
  let chosen = (0..<count).map { patterns[$0 % patterns.count] }
  return LabelledCorpus(
    path: path, hash: "none",
    examples: chosen.map { Document(words: $0.text.split(separator: " "), windowSize: 6) },
    labels: chosen.map { labels[$0.label] })
}

/// A classifier's network and a run that take a second.
func smallClassifierSettings() -> (ClassifierConfiguration, TrainingConfiguration) {
  var model = ClassifierConfiguration()
  (model.hiddenSize, model.attentionSize, model.wordSize) = (12, 8, 12)
  (model.characterSize, model.minimumCharacterCount) = (6, 1)
  (model.windowSize, model.minimumWordCount) = (6, 1)
  (model.inputDropout, model.outputDropout, model.wordDropout) = (0, 0, 0)
  (model.layerDropout, model.extraWords) = (0, 0)
  var training = Classifier.defaultTraining
  (training.epochs, training.patience, training.batchSize) = (8, 8, 8)
  (training.learningRate, training.averageDecay) = (0.02, 0)
  return (model, training)
}

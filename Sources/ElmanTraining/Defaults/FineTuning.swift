/// How training goes where it starts from another model.
extension TrainingConfiguration {
  /// What a model has learned moves in smaller steps than the rest: a hundred sentences can spoil what millions of
  /// words taught.
  mutating func startFromModel() { pretrainedRate = 0.3 }

  /// What the learning rate is multiplied by for what a model brings.
  ///
  /// Reference: Howard and Ruder, 2018, Universal Language Model Fine-tuning for Text Classification (discriminative
  /// rates, gradual unfreezing).
  ///
  /// - Parameters:
  ///   - depth: how deep it lies in the model, 0 for its highest layer.
  ///   - epoch: the epoch, counted from 1.
  func rateScale(ofDepth depth: Int, inEpoch epoch: Int) -> Float {
    if epoch <= (depth + 1) * unfreezingEpochs { return 0 }
    return (0..<depth).reduce(pretrainedRate) { rate, _ in rate * pretrainedLayerRate }
  }
}

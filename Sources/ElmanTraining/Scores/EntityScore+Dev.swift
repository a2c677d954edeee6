extension EntityScore: DevScore {
  /// The F1 of all spans together: what a model that finds spans is chosen by.
  public var accuracy: Double { all.f1 }

  /// Precision, recall and F1 of spans, their calibration, and the accuracy of tokens.
  public var summary: [String: Double] {
    [
      "devEntityPrecision": all.precision, "devEntityRecall": all.recall, "devEntityF1": all.f1,
      "devEntityMacroF1": macroF1, "devEntityCalibrationError": calibration.expectedError,
      "devTokenAccuracy": tokenAccuracy,
    ]
  }
}

import Testing

@testable import ElmanTraining

@Suite struct DivergenceTests {
  private var divergence: Divergence {
    Divergence(
      quantity: .gradientNorm, epoch: 2, step: 41,
      lastStep: StepReport(
        number: 40, loss: 2.318, gradientNorm: 4.126e17, clippedGradientNorm: 4.126e17,
        learningRate: 0.01, seconds: 0),
      learningRate: 0.01, maximumGradientNorm: .infinity, keptEpoch: 1)
  }

  @Test func saysWhatHappenedAndWhatToTry() {
    #expect(
      "\(TrainingError(divergence))" == """
        epoch 2, step 41: the gradient's norm is infinite or undefined (the step before: loss 2.32, \
        gradient's norm 4.13e17): expected finite numbers; try to clip gradients to a norm of 1 \
        (now none) or a learning rate below 0.01; the model of epoch 1 is kept
        """)
  }

  @Test(arguments: [
    (Int?.none, "no model is kept"), (0, "the model of the last good step is kept"),
    (3, "the model of epoch 3 is kept"),
  ])
  func saysWhatIsKept(epoch: Int?, expected: String) {
    var divergence = divergence
    (divergence.keptEpoch, divergence.maximumGradientNorm) = (epoch, 5)
    #expect("\(TrainingError(divergence))".hasSuffix(expected))
    #expect("\(TrainingError(divergence))".contains("(now 5.0)"))
  }

  /// Whoever clips already needs other advice.
  @Test func advisesNothingThatWasDone() {
    var divergence = divergence
    divergence.maximumGradientNorm = 1
    #expect(
      "\(TrainingError(divergence))".contains("try a learning rate below 0.01 or smaller weights"))
    (divergence.maximumGradientNorm, divergence.lastStep) = (5, nil)
    #expect(
      "\(TrainingError(divergence))".contains("try a learning rate below 0.01 or smaller weights"))
  }
}

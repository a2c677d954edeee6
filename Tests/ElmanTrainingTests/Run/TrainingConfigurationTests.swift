import Elman
import ElmanTraining
import Foundation
import Testing

@Suite struct TrainingConfigurationTests {
  /// JSON with a value for each setting that is not its default gives the same JSON again.
  @Test func noSettingIsLost() throws {
    let settings: [String: Any] = [
      "epochs": 3, "batchSize": 5, "goldCopies": 2, "shards": 3, "optimizer": "sgd",
      "learningRate": 0.5, "pretrainedRate": 0.25, "pretrainedLayerRate": 0.5,
      "unfreezingEpochs": 2, "schedule": "cosine", "warmup": 0.5,
      "firstDecay": 0.5, "secondDecay": 0.5, "epsilon": 0.25, "weightDecay": 0.125,
      "maximumGradientNorm": 2, "averageDecay": 0.5, "patience": 4,
      "keepsLastEpoch": true, "seed": 9,
    ]
    let data = try JSONSerialization.data(withJSONObject: settings)
    let configuration = try JSONDecoder().decode(TrainingConfiguration.self, from: data)
    let written =
      try JSONSerialization.jsonObject(
        with: try JSONEncoder().encode(configuration)) as? NSDictionary
    #expect(written == settings as NSDictionary)
    #expect(Mirror(reflecting: configuration).children.count == settings.count)
    let again = try JSONDecoder().decode(
      TrainingConfiguration.self, from: try JSONEncoder().encode(configuration))
    #expect(again == configuration)
  }
}

import Elman
import ElmanTraining

extension ModelFile {
  /// The model that training is to start from.
  ///
  /// - Throws: `ModelError`, also where it is neither a tagger nor a language model.
  func startingModel() throws(ModelError) -> any StartingModel {
    if let model = try model() as? any StartingModel { return model }
    do throws(ModelError) {
      return try LanguageModel(self)
    } catch .wrongTask(let path, let expected, let found) {
      throw .wrongTask(path: path, expected: "tagger' or '\(expected)", found: found)
    }
  }
}

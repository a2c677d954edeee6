import Elman
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanEnglishText
import ElmanLanguages
import ElmanStreams
import ElmanSystem

extension EmbeddedModel {
  /// The models in this program. The first is the one that is used where none is named.
  static let all: [EmbeddedModel] = [
    .english, .englishAccurate, .englishSentiment, .englishText, .languages,
  ]
}

extension ModelFinder {
  /// What finds models in the folders of `ELMAN_MODELS`, beside the program, or in it.
  static var shipped: ModelFinder {
    ModelFinder(searchPath: Environment["ELMAN_MODELS"] ?? "", embedded: EmbeddedModel.all)
  }

  /// The file of a model: in the folders of `ELMAN_MODELS`, beside the program, or in it.
  ///
  /// - Throws: what ``ModelFinder/file(_:)`` throws.
  static func file(_ model: String) throws(ModelError) -> MappedFile {
    try shipped.file(model)
  }
}

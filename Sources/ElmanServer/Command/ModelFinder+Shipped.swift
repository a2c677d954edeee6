import Elman
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanLanguages
import ElmanStreams
import ElmanSystem

extension ModelFinder {
  /// What finds models in the folders of `ELMAN_MODELS`, beside the program, or in it.
  static var shipped: ModelFinder {
    ModelFinder(
      searchPath: Environment["ELMAN_MODELS"] ?? "",
      embedded: [.english, .englishAccurate, .englishSentiment, .languages])
  }
}

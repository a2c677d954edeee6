import Elman
import ElmanModels
import ElmanStreams
import ElmanTensors

extension ModelFinder {
  /// The file of a model: in the folders of `ELMAN_MODELS`, beside the program, or in it.
  ///
  /// - Throws: what ``ModelFinder/file(_:)`` throws.
  static func file(_ model: String) throws(ModelError) -> MappedFile {
    try ModelFinder(
      searchPath: Environment["ELMAN_MODELS"] ?? "", embeddedNames: ShippedModel.names,
      embedded: { ShippedModel.file(named: $0) }
    ).file(model)
  }
}

import Elman
import ElmanNaturalLanguage
import ElmanTestSupport

/// The models of the package.
enum ModelLocation {
  static func url(_ name: String) -> URL {
    URL(fileURLWithPath: TestFiles.package + "/Models/\(name).safetensors")
  }

  static func tagger(_ name: String) throws -> Tagger { try Tagger(path: url(name).path) }
}

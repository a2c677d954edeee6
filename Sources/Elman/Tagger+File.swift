import ElmanTensors
import ElmanText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Tagger {
  /// What `elman.task` holds.
  public static let task = "tagger"

  /// Maps a model file.
  public init(path: String) throws(ModelError) {
    do throws(SafetensorsError) {
      try self.init(contentsOf: try SafetensorsFile(path: path))
    } catch { throw .file(error) }
  }

  /// Reads a model from a file that is mapped already, such as one embedded in the program.
  public init(_ file: MappedFile) throws(ModelError) {
    do throws(SafetensorsError) {
      try self.init(contentsOf: try SafetensorsFile(file))
    } catch { throw .file(error) }
  }
}

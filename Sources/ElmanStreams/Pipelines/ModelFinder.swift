import Elman
import ElmanBytes
import ElmanSystem

/// Finds a model by its name or path.
///
/// ```swift
/// let finder = ModelFinder(searchPath: "/srv/models", embedded: [.english])
/// let tagger = try finder.tagger("english")
/// ```
public struct ModelFinder: Sendable {
  /// Where models are looked for, in this order.
  public let folders: [String]
  private let embedded: [EmbeddedModel]

  /// A finder that looks into folders, and then into the program.
  ///
  /// - Parameters:
  ///   - searchPath: folders with `:` between, before those that are looked into always: that of the program,
  ///     and `../share/elman/models` from there.
  ///   - embedded: the models in the program.
  public init(searchPath: String = "", embedded: [EmbeddedModel] = []) {
    var folders = searchPath.utf8.split(separator: UInt8(ascii: ":"))
      .map { String(decoding: $0, as: UTF8.self) }
    if let program = ThisProcess.program?.folder {
      folders.append("\(program)")
      folders.append("\(program.folder)/share/elman/models")
    }
    self.folders = folders
    self.embedded = embedded
  }

  /// A tagger.
  ///
  /// - Parameter model: a path, which has a `/` in it or ends with `.safetensors`; else a name, or a
  ///   file in the current folder where nothing has that name.
  /// - Throws: `ModelError.notFound` for an unknown name, `ModelError.file` for a path that cannot
  ///   be read, and what the model's initializer throws.
  public func tagger(_ model: String) throws(ModelError) -> Tagger { try Tagger(file(model)) }

  /// A classifier, found as ``tagger(_:)`` finds taggers.
  public func classifier(_ model: String) throws(ModelError) -> Classifier {
    try Classifier(file(model))
  }

  /// A tokenizer, also one in a tagger's file, found as ``tagger(_:)`` finds taggers.
  public func tokenizer(_ model: String) throws(ModelError) -> LearnedTokenizer {
    try LearnedTokenizer(file(model))
  }

  /// A language model, found as ``tagger(_:)`` finds taggers.
  public func languageModel(_ model: String) throws(ModelError) -> LanguageModel {
    try LanguageModel(file(model))
  }

  /// The file of a model of any kind, found as ``tagger(_:)`` finds taggers.
  ///
  /// - Parameter model: a path, which has a `/` in it or ends with `.safetensors`; else a name, or a
  ///   file in the current folder where nothing has that name.
  /// - Throws: `ModelError.notFound` for an unknown name, `ModelError.file` for a path that cannot
  ///   be read.
  package func file(_ model: String) throws(ModelError) -> MappedFile {
    if model.utf8.contains(UInt8(ascii: "/")) || BytePath(model).hasEnding(Self.suffix) {
      return try Self.map(model)
    }
    for folder in folders {
      let path = "\(folder)/\(model)\(Self.suffix)"
      if FileStatus(of: path) != nil { return try Self.map(path) }
    }
    if let embedded = embedded.first(where: { $0.name.hasSameBytes(as: model) }) {
      return embedded.file
    }
    if FileStatus(of: model) != nil { return try Self.map(model) }
    throw .notFound(
      name: model, places: folders + (embedded.isEmpty ? [] : ["the program itself"]),
      available: (folders.flatMap(Self.names(in:)) + embedded.map(\.name)).distinctSpellings)
  }

  /// A path as it has to be written so that it is not taken for a name.
  package static func path(_ path: String) -> String {
    path.utf8.contains(UInt8(ascii: "/")) || BytePath(path).hasEnding(suffix) ? path : "./" + path
  }

  private static let suffix = ".safetensors"

  private static func names(in folder: String) -> [String] {
    ((try? Directory.names(in: folder)) ?? []).map { BytePath($0) }.filter { $0.hasEnding(suffix) }
      .map { "\($0.dropping(suffix))" }
  }

  private static func map(_ path: String) throws(ModelError) -> MappedFile {
    do throws(FileError) { return try MappedFile(path: path) } catch {
      throw .file(error)
    }
  }
}

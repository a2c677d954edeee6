import Elman
import ElmanBytes
import ElmanSystem
import ElmanText

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
  /// The models of the clone of Elman that the program was built in or with, looked for last.
  private let clone: String?

  /// A finder that looks into folders, and then into the program.
  ///
  /// - Parameters:
  ///   - searchPath: folders with `:` between, before those that are looked into always: that of the program,
  ///     and `../share/elman/models` from there.
  ///   - embedded: the models in the program. Last of all come those of `Models` in the clone of Elman that the
  ///     program was built in or with, while it is there.
  public init(searchPath: String = "", embedded: [EmbeddedModel] = []) {
    var folders = searchPath.utf8.split(separator: UInt8(ascii: ":"))
      .map { String(decoding: $0, as: UTF8.self) }
    if let program = ThisProcess.program?.folder {
      folders.append("\(program)")
      folders.append("\(program.folder)/share/elman/models")
    }
    self.folders = folders
    self.embedded = embedded
    clone =
      ThisProcess.program.flatMap { Self.modelsOfClone(around: $0.folder) }
      ?? Self.modelsOfClone(around: BytePath(#filePath).folder)
  }

  /// A tagger.
  ///
  /// - Parameter model: a path, which has a `/` in it or ends with `.safetensors`; else a name, the code of a
  ///   language of which a model has the name, such as `en` for `english`, or a file in the current folder where
  ///   nothing has that name.
  /// - Throws: `ModelError.notFound` for an unknown name, `noneOfLanguage` for a language without a model, `file` for a
  ///   path that cannot be read, and what the model's initializer throws.
  public func tagger(_ model: String) throws(ModelError) -> Tagger { try Tagger(file(model)) }

  /// A classifier, found as ``tagger(_:)`` finds taggers.
  public func classifier(_ model: String) throws(ModelError) -> Classifier {
    try Classifier(file(model))
  }

  /// A tokenizer, also one in a tagger's file, found as ``tagger(_:)`` finds taggers.
  public func tokenizer(_ model: String) throws(ModelError) -> LearnedTokenizer {
    try LearnedTokenizer(file(model))
  }

  /// A language identifier, found as ``tagger(_:)`` finds taggers.
  public func identifier(_ model: String) throws(ModelError) -> LanguageIdentifier {
    try LanguageIdentifier(file(model))
  }

  /// A language model, found as ``tagger(_:)`` finds taggers.
  public func languageModel(_ model: String) throws(ModelError) -> LanguageModel {
    try LanguageModel(file(model))
  }

  /// The tagger of a language.
  ///
  /// - Throws: `ModelError.noneOfLanguage` where there is none, and what the model's initializer throws.
  public func tagger(of language: Language) throws(ModelError) -> Tagger {
    for name in [language.code, language.modelName].compactMap(\.self) {
      if let file = try file(named: name) { return try Tagger(file) }
    }
    throw .noneOfLanguage(language, available: languages)
  }

  /// The languages that models have the names or codes of.
  public var languages: [Language] {
    all.compactMap { entry in
      Language(entry.name)
        ?? Language(ofModelNamed: entry.name).flatMap {
          $0.modelName?.hasSameBytes(as: entry.name) == true ? $0 : nil
        }
    }
  }

  /// The file of a model of any kind, found as ``tagger(_:)`` finds taggers.
  ///
  /// - Parameter model: what ``tagger(_:)`` takes.
  /// - Throws: `ModelError.notFound` for an unknown name, `ModelError.file` for a path that cannot
  ///   be read.
  package func file(_ model: String) throws(ModelError) -> MappedFile {
    if model.utf8.contains(UInt8(ascii: "/")) || BytePath(model).hasEnding(Self.suffix) {
      return try Self.map(model)
    }
    for name in [model, Language(model)?.modelName].compactMap(\.self) {
      if let file = try file(named: name) { return file }
    }
    if FileStatus(of: model) != nil { return try Self.map(model) }
    if let language = Language(model) {
      throw .noneOfLanguage(language, available: languages)
    }
    throw .notFound(
      name: model,
      places: folders + (embedded.isEmpty ? [] : ["the program itself"])
        + [clone].compactMap(\.self),
      available: all.map(\.name))
  }

  /// The file of a name, in a folder or in the program.
  private func file(named name: String) throws(ModelError) -> MappedFile? {
    for folder in folders {
      let path = "\(folder)/\(name)\(Self.suffix)"
      if FileStatus(of: path) != nil { return try Self.map(path) }
    }
    if let model = embedded.first(where: { $0.name.hasSameBytes(as: name) }) { return model.file }
    guard let path = clone.map({ "\($0)/\(name)\(Self.suffix)" }), FileStatus(of: path) != nil
    else { return nil }
    return try Self.map(path)
  }

  /// The names of all models that are found, in the order in which they are looked for, and where each lies; `nil`
  /// for the program.
  package var all: [(name: String, folder: String?)] {
    var all: [(name: String, folder: String?)] = []
    var places: [(folder: String?, names: [String])] = folders.map { ($0, Self.names(in: $0)) }
    places.append((nil, embedded.map(\.name)))
    if let clone { places.append((clone, Self.names(in: clone))) }
    for (folder, names) in places {
      for name in names where !all.contains(where: { $0.name.hasSameBytes(as: name) }) {
        all.append((name, folder))
      }
    }
    return all
  }

  /// The folder of models of the clone that a folder stands in, up to three folders down.
  private static func modelsOfClone(around start: BytePath) -> String? {
    var folder = start
    for _ in 0..<4 {
      let models = "\(folder)/Models"
      if FileStatus(of: "\(models)/train.sh") != nil,
        FileStatus(of: models)?.kind == .directory
      {
        return models
      }
      folder = folder.folder
    }
    return nil
  }

  /// A path as it has to be written so that it is not taken for a name.
  package static func path(_ path: String) -> String {
    path.utf8.contains(UInt8(ascii: "/")) || BytePath(path).hasEnding(suffix) ? path : "./" + path
  }

  private static let suffix = ".safetensors"

  private static func names(in folder: String) -> [String] {
    ((try? Directory.names(in: folder)) ?? []).sorted { Spelling($0) < Spelling($1) }.map {
      BytePath($0)
    }.filter { $0.hasEnding(suffix) }
      .map { "\($0.dropping(suffix))" }
  }

  private static func map(_ path: String) throws(ModelError) -> MappedFile {
    do throws(FileError) { return try MappedFile(path: path) } catch {
      throw .file(error)
    }
  }
}

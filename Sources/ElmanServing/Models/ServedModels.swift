import Elman
import ElmanBytes
import ElmanStreams
import ElmanSystem
import ElmanText

/// The models that requests may ask for, each read when the first one does.
///
/// Their names are known from the start. What a request names is compared with these, and never becomes a path.
package final class ServedModels: Sendable {
  /// A model and where it is found.
  package struct Entry: Sendable {
    /// The name that requests have for it.
    package let name: String
    /// What the finder has for it: the name, or a path.
    let source: String
  }

  /// The models, the first of those that were named before others.
  package let entries: [Entry]

  private let finder: ModelFinder
  private let models = Guarded<[Spelling: Result<any StoredModel, ModelError>]>([:])
  private let listed = Guarded<ModelList?>(nil)
  private let multilingual = Guarded<LanguageTaggers?>(nil)
  /// Whether the entries were named, so that the first of a kind is the default.
  private let areChosen: Bool

  /// The models that a finder finds.
  ///
  /// - Parameters:
  ///   - finder: what finds them.
  ///   - names: those to be served, as names, codes of languages or paths; none for all.
  /// - Throws: `ModelError` for one that is not there, or that is no model.
  package init(_ finder: ModelFinder, names: [String]) throws(ModelError) {
    self.finder = finder
    areChosen = !names.isEmpty
    guard areChosen else {
      entries = finder.all.map { Entry(name: $0.name, source: $0.name) }
      return
    }
    var entries: [Entry] = []
    for source in names {
      // What is no model is told at the start, of which no more than the head is read for it.
      _ = try ModelFile(try finder.file(source))
      let path = BytePath(source)
      let name = path.hasEnding(".safetensors") ? "\(path.dropping(".safetensors").name)" : source
      let entry = Entry(name: Language(name)?.modelName ?? name, source: source)
      if !entries.contains(where: { $0.name.hasSameBytes(as: entry.name) }) {
        entries.append(entry)
      }
    }
    self.entries = entries
  }

  /// The entry that a request names, by its name or the code of its language; `nil` where there is none.
  package func entry(_ name: String) -> Entry? {
    func entry(named name: String) -> Entry? {
      entries.first { $0.name.hasSameBytes(as: name) }
    }
    return entry(named: name) ?? Language(name)?.modelName.flatMap { entry(named: $0) }
  }

  /// A model, which is read if it was not yet.
  ///
  /// - Throws: `ModelError` where its file cannot be read.
  func model(_ entry: Entry) throws(ModelError) -> any StoredModel {
    let result: Result<any StoredModel, ModelError> = models.withLock { models in
      if let known = models[Spelling(entry.name)] { return known }
      let result = Self.read(entry, finder)
      models[Spelling(entry.name)] = result
      return result
    }
    return try result.get()
  }

  private static func read(
    _ entry: Entry, _ finder: ModelFinder
  ) -> Result<any StoredModel, ModelError> {
    do throws(ModelError) {
      return .success(try ModelFile(try finder.file(entry.source)).model())
    } catch {
      return .failure(error)
    }
  }

  /// What a model says of itself.
  struct Head {
    let task: String
    let metadata: ModelMetadata
    /// The columns of a tagger.
    let columns: [String]
    /// The size of its file.
    let bytes: Int
  }

  /// What a model says of itself, of which no more than the head of the file is read; `nil` where that cannot be.
  func head(of entry: Entry) -> Head? {
    guard let mapped = try? finder.file(entry.source), let file = try? ModelFile(mapped),
      let task = file.metadata[.task]
    else { return nil }
    let columns = (try? Tagger.columns(of: file)) ?? []
    return Head(
      task: task, metadata: file.metadata, columns: columns.map(\.rawValue),
      bytes: mapped.bytes.count)
  }

  /// The default model of a task: the first that was named, or of all that one that the command takes.
  package func defaultEntry(task: String, usual: String) -> Entry? {
    if !areChosen, let entry = entry(usual) { return entry }
    return entries.first { head(of: $0)?.task.hasSameBytes(as: task) == true }
  }

  /// What requests are told of the models.
  package var list: ModelList {
    if let known = listed.withLock({ $0 }) { return known }
    let list = ModelList(self)
    listed.withLock { $0 = list }
    return list
  }

  /// Taggers of all languages that there are models of, and what tells languages; `nil` where nothing does.
  func languageTaggers() -> LanguageTaggers? {
    multilingual.withLock { known in
      if let known { return known }
      guard let entry = defaultEntry(task: LanguageIdentifier.task, usual: "languages"),
        let identifier = try? model(entry) as? LanguageIdentifier
      else { return nil }
      let taggers = LanguageTaggers(identifier) { [self] (language) throws(ModelError) in
        guard let entry = self.entry(language.code), let tagger = try self.model(entry) as? Tagger
        else { throw .noneOfLanguage(language, available: []) }
        return tagger
      }
      known = taggers
      return taggers
    }
  }
}

extension ServedModels {
  /// The entry that a request names, or the default one of a task.
  ///
  /// - Throws: a problem with a name that is none.
  func entry(
    _ name: String?, task: String, usual: String,
    for parameter: (name: String, parameters: RequestParameters)
  ) throws(Problem) -> Entry {
    guard let name else {
      if let entry = defaultEntry(task: task, usual: usual) { return entry }
      throw Problem(422, "expected a model, found none named and none to take by default")
    }
    if let entry = entry(name) { return entry }
    throw parameter.parameters.problem(
      parameter.name,
      "expected one of \(entries.map(\.name).joined(separator: ", ")), or the code of a language of these, "
        + "found \(name.shown)", status: 404)
  }

  /// A model.
  ///
  /// - Throws: a problem where its file cannot be read.
  func read(_ entry: Entry) throws(Problem) -> any StoredModel {
    do throws(ModelError) { return try model(entry) } catch {
      throw Problem(500, "the model \(entry.name.shown) cannot be read")
    }
  }
}

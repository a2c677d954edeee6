import ElmanStreams
import ArgumentParser
import Elman
import ElmanBytes
import ElmanEnglish
import ElmanNetworks
import ElmanTensors
import ElmanText

/// `elman inspect`.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what a model is: task, labels, sizes, where it comes from.")

  @Flag(help: "Write the metadata as one JSON object.") var json = false
  @Flag(help: "Compare the file with the checksums in it, and tell no more than that.")
  var verify = false
  @Argument(help: "The model: a name or a path.") var model = EmbeddedModel.english.name

  func validate() throws {
    if json && verify { throw ValidationError("--verify writes no JSON") }
  }

  func run() throws {
    let file = try ModelFinder.file(model)
    if verify {
      let count = try ModelChecksums.verify(file)
      _ = try AnyModel(file)
      return try StandardOutput.print(
        "ok: \(file.path.harmless): \(count) tensors and the metadata are as they were written")
    }
    let model = try AnyModel(file)
    try StandardOutput.print(
      json ? Settings.json(model.metadata.values) : Self.report(on: model, path: file.path))
  }

  private static func report(on model: AnyModel, path: String) -> String {
    let description = model.description
    var lines = [
      ("model", path),
      ("task", model.metadata[.task] ?? "unknown"),
    ]
    lines += description.labels.map { name, labels in
      let isLemma = name == "lemma"
      let names = isLemma ? labels.map(\.harmless) : LookAlikes.names(of: labels)
      return (name, "\(labels.count): \(names.joined(separator: isLemma ? ", " : " "))")
    }
    let vocabularies = [
      description.words.map { "\($0.count) words" },
      description.characters.count > 1 ? "\(description.characters.count) characters" : nil,
    ]
    lines += [
      ("network", description.network),
      ("vocabulary", vocabularies.compactMap { $0 }.joined(separator: ", ")),
      ("parameters", "\(description.layout.count)"),
    ]
    if let tokenizer = description.tokenizer {
      lines.append(("tokenizer", "\(tokenizer.network), \(tokenizer.layout.count) parameters"))
    }
    for (name, key) in described {
      if let value = model.metadata[key] { lines.append((name, value)) }
    }
    for (key, value) in model.metadata.values.sorted(by: { Spelling($0.key) < Spelling($1.key) })
    where ModelMetadata.Key(rawValue: key) == nil {
      lines.append((key, value))
    }
    let indentation = "\n" + "".padded(14)
    var report = lines.map { name, value in
      name.harmless.padded(14)
        + value.split(separator: "\n", omittingEmptySubsequences: false)
        .map(\.harmless).joined(separator: indentation)
    }
    report.append("parameters by name:")
    for entry in description.layout.entries + (description.tokenizer?.layout.entries ?? []) {
      report.append("  \(entry.name)  \(entry.parameter.rows) × \(entry.parameter.columns)")
    }
    return report.joined(separator: "\n")
  }

  private static let described: [(String, ModelMetadata.Key)] = [
    ("precision", .precision), ("quantization", .quantization), ("temperature", .temperature),
    ("corpora", .corpora), ("licence", .licence),
    ("attribution", .attribution), ("scores", .scores), ("seed", .seed),
    ("settings", .configuration), ("tokenizer's", .tokenizer), ("its origin", .tokenizerOrigin),
    ("pretrained", .languageModelOrigin),
    ("training", .training),
    ("Unicode", .unicode),
    ("format", .format), ("written by", .version),
  ]
}

extension AnyModel {
  /// What the model file says about itself.
  fileprivate var metadata: ModelMetadata {
    switch self {
    case .tagger(let tagger): tagger.metadata
    case .classifier(let classifier): classifier.metadata
    case .tokenizer(let tokenizer): tokenizer.metadata
    case .languageModel(let model): model.metadata
    }
  }

  /// What both kinds have.
  fileprivate struct Description {
    /// The labels of each column, with its name where there are several.
    let labels: [(String, [String])]
    let words: Vocabulary?
    let characters: CharacterVocabulary
    let layout: ParameterLayout
    let network: String
    /// The tokenizer that stands beside.
    var tokenizer: (network: String, layout: ParameterLayout)?
  }

  /// Such as "2 bidirectional lstm layers of 2 × 400, 2 × 320 units", the lowest first.
  private func recurrent(_ cell: CellKind, _ hiddenSizes: [Int]) -> String {
    let areEqual = Set(hiddenSizes).count == 1
    let sizes = hiddenSizes.prefix(areEqual ? 1 : hiddenSizes.count).map { "2 × \($0)" }
    return "\(hiddenSizes.count) bidirectional \(cell.rawValue)"
      + " layer\(hiddenSizes.count == 1 ? "" : "s") of \(sizes.joined(separator: ", ")) units"
  }

  fileprivate var description: Description {
    switch self {
    case .tagger(let tagger):
      let settings = tagger.configuration
      return Description(
        labels: tagger.columns.map {
          (tagger.columns.count == 1 ? "labels" : $0.column.rawValue, $0.labels.labels)
        }, words: tagger.words, characters: tagger.characters,
        layout: tagger.network.layout,
        network: recurrent(settings.cell, settings.hiddenSizes)
          + ", \(settings.head.rawValue) head",
        tokenizer: tagger.tokenizer.map { tokenizer in
          let settings = tokenizer.configuration
          return (recurrent(settings.cell, settings.hiddenSizes), tokenizer.network.layout)
        })
    case .classifier(let classifier):
      let settings = classifier.configuration
      return Description(
        labels: [("labels", classifier.labels.labels)], words: classifier.words,
        characters: classifier.characters,
        layout: classifier.network.layout,
        network: recurrent(settings.cell, settings.hiddenSizes)
          + ", \(settings.pooling.rawValue) pooling")
    case .tokenizer(let tokenizer):
      let settings = tokenizer.configuration
      return Description(
        labels: [], words: tokenizer.features.wordKnowledge?.words,
        characters: tokenizer.features.characters, layout: tokenizer.network.layout,
        network: recurrent(settings.cell, settings.hiddenSizes))
    case .languageModel(let model):
      let settings = model.configuration
      return Description(
        labels: [], words: model.words, characters: model.characters, layout: model.network.layout,
        network: recurrent(settings.cell, settings.hiddenSizes))
    }
  }
}

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
      _ = try ModelFile(file).model()
      return try StandardOutput.print(
        "ok: \(file.path.harmless): \(count) tensors and the metadata are as they were written")
    }
    let model = try ModelFile(file).model()
    try StandardOutput.print(
      json ? Settings.json(model.metadata.values) : Self.report(on: model, path: file.path))
  }

  private static func report(on model: any StoredModel, path: String) -> String {
    let summary = model.summary
    var lines = [
      ("model", path),
      ("task", model.metadata[.task] ?? "unknown"),
    ]
    lines += summary.labels.map { name, labels in
      let isLemma = name == "lemma"
      let names = isLemma ? labels.map(\.harmless) : LookAlikes.names(of: labels)
      return (name, "\(labels.count): \(names.joined(separator: isLemma ? ", " : " "))")
    }
    let vocabularies = [
      summary.wordCount.map { "\($0) words" },
      summary.characterCount > 1 ? "\(summary.characterCount) characters" : nil,
    ]
    lines += [
      ("network", summary.network),
      ("vocabulary", vocabularies.compactMap { $0 }.joined(separator: ", ")),
      ("parameters", "\(summary.layout.count)"),
    ]
    if let tokenizer = summary.tokenizer {
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
    for entry in summary.layout.entries + (summary.tokenizer?.layout.entries ?? []) {
      report.append("  \(entry.name)  \(entry.parameter.rows) × \(entry.parameter.columns)")
    }
    return report.joined(separator: "\n")
  }

  private static let described: [(String, ModelMetadata.Key)] = [
    ("precision", .precision), ("quantization", .quantization), ("temperature", .temperature),
    ("language", .language), ("corpora", .corpora), ("licence", .licence),
    ("attribution", .attribution), ("scores", .scores), ("seed", .seed),
    ("settings", .configuration), ("tokenizer's", .tokenizer), ("its origin", .tokenizerOrigin),
    ("pretrained", .languageModelOrigin),
    ("lexicon's", .lexicon),
    ("training", .training),
    ("Unicode", .unicode),
    ("format", .format), ("written by", .version),
  ]
}

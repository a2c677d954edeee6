import ArgumentParser
import Elman
import ElmanModels
import ElmanTensors

/// `elman inspect`.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what a model is: task, labels, sizes, where it comes from.")

  @Flag(help: "Write the metadata as one JSON object.") var json = false
  @Argument(help: "The model: a name or a path.") var model = ShippedModel.defaultName

  func run() throws {
    let file = try ModelFinder.file(model)
    let tagger = try Tagger(file)
    try StandardOutput.print(
      json ? Settings.json(tagger.metadata.values) : Self.report(on: tagger, path: file.path))
  }

  private static func report(on tagger: Tagger, path: String) -> String {
    let configuration = tagger.configuration
    var lines = [
      ("model", path),
      ("task", tagger.metadata[.task] ?? "unknown"),
      ("labels", "\(tagger.labels.count): \(tagger.labels.labels.joined(separator: " "))"),
      (
        "network",
        "\(configuration.layers) bidirectional \(configuration.cell.rawValue)"
          + " layer\(configuration.layers == 1 ? "" : "s") of 2 × \(configuration.hiddenSize) units,"
          + " \(configuration.head.rawValue) head"
      ),
      ("vocabulary", "\(tagger.words.count) words, \(tagger.characters.count) characters"),
      ("parameters", "\(tagger.network.layout.count)"),
    ]
    for (name, key) in described {
      if let value = tagger.metadata[key] { lines.append((name, value)) }
    }
    for (key, value) in tagger.metadata.values.sorted(by: { $0.key < $1.key })
    where ModelMetadata.Key(rawValue: key) == nil {
      lines.append((key, value))
    }
    let indentation = "\n" + "".padded(14)
    var report = lines.map { name, value in
      name.padded(14) + value.replacing("\n", with: indentation)
    }
    report.append("parameters by name:")
    report += tagger.network.layout.entries.map { entry in
      "  \(entry.name)  \(entry.parameter.rows) × \(entry.parameter.columns)"
    }
    return report.joined(separator: "\n")
  }

  private static let described: [(String, ModelMetadata.Key)] = [
    ("corpora", .corpora), ("licence", .licence), ("attribution", .attribution),
    ("scores", .scores), ("seed", .seed), ("settings", .configuration), ("training", .training),
    ("Unicode", .unicode), ("format", .format), ("written by", .version),
  ]
}

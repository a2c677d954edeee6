import ArgumentParser
import Elman
import ElmanBytes
import ElmanStreams
import ElmanSystem
import ElmanText

/// `elman models`.
struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Lists the models that there are: name, task, language, columns, size, scores, licence, place.",
    discussion: """
      Models are looked for in the folders of $ELMAN_MODELS, beside the program, in ../share/elman/models from there, in \
      the program, and in the folder Models of the clone of Elman that it was built in. What stands first hides what has \
      its name. The scores are those on the dev part, in per cent.
      """)

  @Flag(help: "Write a JSON object a model.") var json = false

  func run() throws {
    let entries = ModelFinder.shipped.all.compactMap { Entry($0.name, in: $0.folder) }
    if json {
      return try StandardOutput.print(entries.map { Settings.json($0) }.joined(separator: "\n"))
    }
    let rows =
      [["name", "task", "language", "gives", "MB", "dev", "licence", "place"]] + entries.map(\.row)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        column == row.count - 1 ? cell.0 : cell.0.padded(column == 4 ? -cell.1 : cell.1)
      }
      return cells.joined(separator: "  ")
    }
    try StandardOutput.print(lines.joined(separator: "\n"))
  }

  /// What is told of a model.
  private struct Entry: Encodable {
    let name: String
    let task: String
    /// The code of its language, if it is for one.
    let language: String?
    /// The columns of a tagger.
    let columns: [String]
    let bytes: Int
    let scores: [String: Double]
    let licence: String?
    let place: String

    /// Nothing where the file is no model that can be read.
    init?(_ name: String, in folder: String?) {
      guard let file = try? ModelFinder.file(name), let model = try? ModelFile(file).model() else {
        return nil
      }
      self.name = name
      task = type(of: model).name
      language = model.metadata.language(ofModelNamed: name)?.code
      columns = (model as? Tagger)?.columns.map(\.column.rawValue) ?? []
      bytes = file.bytes.count
      scores = Settings.numbers(model.metadata[.scores] ?? "")
      licence = model.metadata[.licence]
      place = folder ?? "in the program"
    }

    var row: [String] {
      [
        name.harmless, task, language?.harmless ?? "", columns.joined(separator: ","),
        (Double(bytes) / 1e6).decimals(1),
        scores["devAccuracy"].map { (100 * $0).decimals(1) } ?? "", licence?.harmless ?? "",
        place.harmless,
      ]
    }
  }
}

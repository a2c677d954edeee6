import ArgumentParser
import ElmanBytes
import ElmanLaboratory
import ElmanPlots
import ElmanSystem
import ElmanTraining

extension TrainingQuantity: ExpressibleByArgument {}

/// `elman plot`.
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws learning curves from training logs.",
    discussion: """
      A log is what --log of 'elman train' and 'elman recall' writes. Each run becomes a line of one \
      picture, an SVG file that suits light and dark surroundings.

      Example:
        elman train tagger … --learning-rate 0.01 --log fast.jsonl
        elman train tagger … --learning-rate 0.001 --log slow.jsonl
        elman plot fast.jsonl slow.jsonl --show score --output runs.svg
      """)

  @Argument(help: ArgumentHelp("The logs.", valueName: "jsonl")) var logs: [String]
  @Option(name: [.short, .long], help: "Where to write the picture.") var output: String
  @Option(help: "What to show over the steps.") var show = TrainingQuantity.loss
  @Flag(help: "A logarithmic axis also where values are of like size.") var logarithmic = false

  func run() throws {
    try OutputPath.expect(output, as: "--output", toBeNoneOf: logs)
    try AtomicFile.checkWritable(output)
    var named: [(name: String, log: TrainingLog)] = []
    for path in logs { named.append((Self.name(of: path), try TrainingLog(path: path))) }
    let plot = LinePlot(
      training: named, showing: show, isLogarithmic: logarithmic ? true : nil)
    guard plot.series.contains(where: { !$0.points.isEmpty }) else {
      throw CommandError(
        "\(logs[0]): expected lines with \(show.rawValue), found none", code: Failure.data)
    }
    try AtomicFile.write(plot.svg, to: output)
  }

  /// The file's name without folder and ending.
  private static func name(of path: String) -> String {
    let name = BytePath(path).name
    return name.isEmpty ? path : "\(BytePath(name).dropping(".jsonl"))"
  }
}

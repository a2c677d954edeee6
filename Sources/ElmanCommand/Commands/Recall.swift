import ArgumentParser
import Elman
import ElmanLaboratory
import ElmanPlots
import ElmanStreams
import ElmanSystem
import ElmanTensors
import ElmanTraining

extension RecallGrammar.Language: ExpressibleByArgument {}
extension RecallRemedy: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}

/// `elman recall`.
struct Recall: ThreadedCommand {
  private static let experiment = RecallExperiment()

  static let configuration = CommandConfiguration(
    abstract: "Shows over how many words networks remember a fact.",
    discussion: """
      A text says where somebody grew up, goes on about other things, and asks at its end which \
      language is spoken there. Each network learns this for each distance between fact and question, \
      from \(experiment.textsPerEpoch) random texts seen up to \(experiment.epochs) times, and is \
      asked on 1000 others. One seed gives one result, whatever the number of threads.

      Networks:
        elman             tanh, uniform weights, gradients as they are
        elman+clipping    the same, gradients clipped to a norm of 1
        elman+orthogonal  the same as elman, an orthogonal W_hh
        elman+identity    the IRNN: ReLU, W_hh the identity; clipped
        gru, lstm         gates; clipped
        lstm+attention    attention over all states, not the last one; clipped

      Example:
        elman recall --threads 2 --plot recall.svg
      """)

  @Option(help: "The language of the texts.") var language = RecallGrammar.Language.english
  @Option(help: "A network; may be given several times. (default: all)")
  var network: [RecallRemedy] = []
  @Option(
    help: """
      Words between fact and question; may be given several times. (default: \
      \(experiment.distances.map(String.init).joined(separator: ", ")))
      """)
  var distance: [Int] = []
  @Option(help: "The units of a network.") var hiddenSize = experiment.hiddenSize
  @Option(help: "How a gradient becomes a step.") var optimizer = OptimizerKind.adam
  @Option(help: "The highest learning rate.") var learningRate = experiment.learningRate
  @Option(help: "How often the texts are seen, at most.") var epochs = experiment.epochs
  @Option(help: "How many texts there are to learn from.") var texts = experiment.textsPerEpoch
  @Option(help: "What W_hh is multiplied by at the start; above 1 gradients may explode.")
  var recurrentScale: Float = 1
  @Option(
    help: ArgumentHelp(
      "What gradients are clipped to in all networks; 'inf' for none. (default: each network's own)",
      valueName: "norm"))
  var clip: Float?
  @Option(help: "The seed of everything random.") var seed: UInt64 = 1
  @Option(help: "How many networks learn at a time; the results are the same.") var threads = 1
  @Flag(help: "Write a JSON object for each network and distance.") var json = false
  @Option(help: ArgumentHelp("Draw accuracy over distance.", valueName: "svg")) var plot: String?
  @Option(
    help: ArgumentHelp(
      "Where to write how training goes, as JSON lines, for 'elman plot'.", valueName: "jsonl"))
  var log: String?
  @Option(help: ArgumentHelp("Only show so many texts.", valueName: "count")) var show: Int?

  func validate() throws {
    for value in distance { try OptionRange.check("distance", value, in: 0...2_000) }
    try OptionRange.check("hidden-size", hiddenSize, in: 1...1_024)
    try OptionRange.check("epochs", epochs, in: 1...100_000)
    try OptionRange.check("threads", threads, in: OptionRange.threads)
    try OptionRange.check("show", show, in: 1...1_000)
    // The longer the texts, the fewer the memory holds.
    let longest = distance.max() ?? Self.experiment.distances.max() ?? 0
    try OptionRange.check("texts", texts, in: 1...min(1_000_000, 50_000_000 / (longest + 1)))
    guard learningRate > 0, learningRate <= 10 else {
      throw ValidationError("expected --learning-rate above 0 and up to 10, found \(learningRate)")
    }
    guard (0...1_000).contains(recurrentScale) else {
      throw ValidationError("expected --recurrent-scale from 0 to 1000, found \(recurrentScale)")
    }
    if let clip, !(clip > 0) { throw ValidationError("expected --clip above 0, found \(clip)") }
  }

  var threadCount: Int { threads }

  func run() async throws {
    var experiment = RecallExperiment()
    experiment.language = language
    if !network.isEmpty { experiment.remedies = network }
    if !distance.isEmpty { experiment.distances = distance }
    (experiment.hiddenSize, experiment.learningRate) = (hiddenSize, learningRate)
    (experiment.epochs, experiment.textsPerEpoch) = (epochs, texts)
    (experiment.recurrentScale, experiment.maximumGradientNorm) = (recurrentScale, clip)
    (experiment.optimizer, experiment.seed) = (optimizer, seed)
    if let show { return try print(show, of: experiment) }

    if let log {
      try OutputPath.expect(log, as: "--log", toBeNoneOf: [plot].compactMap(\.self), "written")
    }
    if let plot { try AtomicFile.checkWritable(plot) }
    let logFile = try log.map { try TrainingLogFile(path: $0) }
    let results = await experiment.run(threads: threads) { event in
      switch event {
      case .logged(let entry): logFile?.write(entry)
      case .ended(let result):
        if let divergence = result.divergence {
          StandardError.line(
            "warning: \(result.remedy.rawValue), distance \(result.distance): \(divergence)")
        }
        StandardError.line(
          "\(result.remedy.rawValue), distance \(result.distance):"
            + " \((100 * result.accuracy).decimals(1)) % after \(result.texts) texts")
      }
    }
    // Whoever reads the table may stop early, and is to have the picture all the same.
    if let plot {
      try AtomicFile.write(LinePlot(recall: results, chance: experiment.chance).svg, to: plot)
    }
    for result in results where json {
      try StandardOutput.print(Settings.json(RecallReport(result)))
    }
    if !json { try StandardOutput.print(Self.table(results, experiment)) }
    if let divergence = results.first?.divergence, results.allSatisfy({ $0.divergence != nil }) {
      throw divergence
    }
  }

  private func print(_ count: Int, of experiment: RecallExperiment) throws {
    let grammar = RecallGrammar(language)
    var random = Random(seed: seed)
    for distance in experiment.distances {
      for _ in 0..<count {
        let example = grammar.example(distance: distance, using: &random)
        try StandardOutput.print(
          "\(example.words.joined(separator: " ")) \(grammar.facts[example.answer].answer)")
      }
    }
  }

  /// A row for each network, a column for each distance.
  private static func table(
    _ results: [RecallExperiment.Result], _ experiment: RecallExperiment
  ) -> String {
    let width = experiment.remedies.map(\.title.count).max() ?? 0
    func row(_ name: String, _ cells: [String]) -> String {
      ([name.padded(width)] + cells.map { $0.padded(-6) }).joined(separator: "  ")
    }
    let header = row("distance", experiment.distances.map(String.init))
    let rows = experiment.remedies.map { remedy in
      row(
        remedy.title,
        experiment.distances.map { distance in
          results.first { $0.remedy == remedy && $0.distance == distance }
            .map { (100 * $0.accuracy).decimals(1) + ($0.divergence == nil ? "" : "!") } ?? ""
        })
    }
    let chance = row(
      "chance", experiment.distances.map { _ in (100 * experiment.chance).decimals(1) })
    return ([header] + rows + [chance]).joined(separator: "\n")
  }
}

/// What came of one network at one distance, for JSON.
private struct RecallReport: Encodable {
  let network: String
  let distance, texts: Int
  let accuracy: Double
  let diverged: String?

  init(_ result: RecallExperiment.Result) {
    (network, distance) = (result.remedy.rawValue, result.distance)
    (texts, accuracy) = (result.texts, result.accuracy)
    diverged = result.divergence.map { "\($0)" }
  }
}

import ArgumentParser
import Elman
import ElmanCorpora
import ElmanLaboratory
import ElmanPlots
import ElmanStreams
import ElmanSystem
import ElmanTensors
import ElmanText

extension LaboratoryCell: ExpressibleByArgument {}
extension RecurrentStart: ExpressibleByArgument {}

/// `elman gradients`.
struct Gradients: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows how gradients vanish or explode on their way back through time.",
    discussion: """
      A text from standard input goes through a network, and the gradient of a loss at its last token \
      goes back, exactly as in training. The networks are models, or fresh ones: each --cell with each \
      --init and each --recurrent-scale. In a fresh network the loss is the last state times a random \
      vector of length 1; in a model it is that of the label held for second best.

      Columns of the table, k steps before the loss:
        |dL/dh|    the norm of the gradient of the hidden state
        |dL/dc|    the same of the cell state
        direct     what of |dL/dh| comes straight from the layer above, as through attention
        along      what only went along the memory, through forget or update gates
        |dh/dh'|   the largest singular value of the step's Jacobian, diag(tanh') W_hh
        tanh'      its mean, and the means of the gates

      Example:
        elman gradients --cell elman --cell lstm --plot gradients.svg < text.txt
      """)

  @Option(help: "A model: a name or a path; may be given several times.") var model: [String] = []
  @Option(
    help: "The cell of a fresh network. (default: elman, gru and lstm, if there is no --model)")
  var cell: [LaboratoryCell] = []
  @Option(name: .customLong("init"), help: "How W_hh starts. (default: as in training)")
  var start: [RecurrentStart] = []
  @Option(help: "What W_hh is multiplied by. (default: 1)") var recurrentScale: [Float] = []
  @Option(help: "The units of a fresh network.") var hiddenSize = 64
  @Option(help: "The most tokens of the text that are read.") var steps = 50
  @Option(help: "The seed of fresh networks.") var seed: UInt64 = 1
  @Flag(help: "Write a JSON object for each network, with all its steps.") var json = false
  @Option(help: ArgumentHelp("Draw the norms over k, a line for each network.", valueName: "svg"))
  var plot: String?

  func validate() throws {
    try OptionRange.check("hidden-size", hiddenSize, in: 1...4_096)
    try OptionRange.check("steps", steps, in: 2...10_000)
    if let scale = recurrentScale.first(where: { !(0...1_000).contains($0) }) {
      throw ValidationError("expected --recurrent-scale from 0 to 1000, found \(scale)")
    }
    if !start.isEmpty || !recurrentScale.isEmpty {
      if cell.isEmpty && !model.isEmpty {
        throw ValidationError("--init and --recurrent-scale need --cell")
      }
      if cell.contains(.sru) {
        throw ValidationError("--init and --recurrent-scale are of W_hh, which sru does not have")
      }
    }
  }

  func run() throws {
    if let plot {
      try OutputPath.expect(plot, as: "--plot", toBeNoneOf: model + ["/dev/stdin"])
      try AtomicFile.checkWritable(plot)
    }
    let models = try model.map {
      (name: $0, model: try ModelFile(ModelFinder.file($0)).commandModel())
    }
    let tokens = try tokens()
    var flows: [GradientFlow] = []
    for (name, model) in models { flows += try self.flows(of: model, name: name, over: tokens) }
    let cells = cell.isEmpty && model.isEmpty ? [.elman, .gru, .lstm] : cell
    for cell in cells {
      for start in start.isEmpty ? [nil] : start.map(Optional.some) {
        for scale in recurrentScale.isEmpty ? [1] : recurrentScale {
          let network = FreshNetwork(
            cell, hiddenSize: hiddenSize, start: start, recurrentScale: scale,
            wordCount: tokens.count, seed: seed)
          flows.append(network.flow(over: tokens))
        }
      }
    }
    // Whoever reads the tables may stop early, and is to have the picture all the same.
    if let plot { try AtomicFile.write(LinePlot(gradients: flows).svg, to: plot) }
    for flow in flows where json { try StandardOutput.print(Settings.json(GradientReport(flow))) }
    if !json {
      try StandardOutput.print(flows.map { GradientTable($0).text }.joined(separator: "\n\n"))
    }
  }

  /// The first tokens of the text, over the ends of sentences.
  private func tokens() throws -> [String] {
    let sentences = SentenceStream([StreamInput(argument: "-")], warn: StandardError.warn)
    var tokens: [String] = []
    while tokens.count < steps, let item = try sentences.next() {
      tokens += item.sentence.words.indices.map { item.sentence.form($0) }
    }
    guard tokens.count > 1 else {
      throw CommandError(
        "<stdin>: expected a text of at least two tokens, found \(tokens.count)",
        code: Failure.data)
    }
    return Array(tokens.prefix(steps))
  }

  private func flows(
    of model: any CommandModel, name: String, over tokens: [String]
  ) throws -> [GradientFlow] {
    try model.gradientFlows(named: name, over: tokens).map { flow in
      var flow = flow
      flow.network =
        "\(name), \(flow.layer.hasSuffix("leftToRight") ? "left to right" : "right to left")"
      return flow
    }
  }
}

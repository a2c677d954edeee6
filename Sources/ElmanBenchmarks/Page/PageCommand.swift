import ArgumentParser
import CMeasurement
import Elman
import ElmanTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `elman-benchmarks page`.
struct PageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Measures everything and writes a page with tables and plots.",
    discussion: """
      The page is README.md in the folder, the plots are SVG files beside it. All but the threads \
      is measured on one core. PyTorch is measured in turns with Elman on the same core, with the \
      Python in $ELMAN_PYTHON or python3; without PyTorch its columns stay empty. Run it in the \
      package's folder, on a machine that does nothing else: it takes some minutes.
      """)

  @Option(help: "The folder to write to.") var output = "Sources/ElmanBenchmarks/Results"
  @OptionGroup var settings: MeasureOptions

  func run() async throws {
    let options = settings.benchmarkOptions
    let stopwatch = options.stopwatch
    let train = try BenchmarkCorpus.train
    let tagger = try options.tagger()
    let measurements = TaggerMeasurements(tagger: tagger, stopwatch: stopwatch)
    let cores = Int(elman_core_count())
    func tell(_ what: String) { print("measuring: \(what)") }

    let quantized = TaggerMeasurements(tagger: try tagger.quantized(), stopwatch: stopwatch)
    let dev = try BenchmarkText()
    func taggers(_ peer: PyTorchTagger?) -> TaggerSection {
      TaggerSection(
        measurements: measurements, quantized: quantized, train: train, dev: dev,
        trainName: BenchmarkCorpus.file("train").name, peer: peer)
    }
    tell("threads")
    let threads = try await taggers(nil).threads([1, 2, 4, 8].filter { $0 <= max(2, cores) })
    elman_pin_to_one_core()
    tell("the core's peak")
    let peak = MachinePeak(stopwatch)
    // Half before and half after PyTorch, close to it in time.
    tell("training, tagging")
    var training = try await measurements.training(train, epochs: 2)
    let tagging = taggers(PyTorchTagger(batches: TaggerSection.peerBatches))
    training += try await measurements.training(train, epochs: 2)
    let (taggerSection, summary) = tagging.section(
      training: training, latency: try LatencyCase(options: options).run())
    let corpora = try await tagging.growth(wholeCorpus: training.median)
    tell("layers")
    let layer = LayerSection(
      comparison: LayerComparison(stopwatch, peer: PyTorchLayer()), peak: peak)
    let layers = [try layer.section(), try layer.growth()]
    tell("products, stages, allocations")
    let cases: [any BenchmarkCase.Type] = [
      TokenizerCase.self, ProductCase.self, QuantizedProductCase.self, ProfileCase.self,
      AllocationsCase.self,
    ]
    var sections = [taggerSection] + layers + [threads, corpora]
    for type in cases {
      var section = PageSection(type.heading)
      section.add(type.summary.prefix(1).uppercased() + type.summary.dropFirst() + ".")
      section.add(command: "elman-benchmarks \(type.name)")
      let rows = try await type.init(options: options).run()
      if type == ProfileCase.self {
        section.add(ProfileCase.explanation)
        section.addGroups(rows)
      } else {
        section.add(rows)
      }
      sections.append(section)
    }
    let head = head(
      peak, peer: layer.comparison.peer?.version, summary: try layer.summary() + summary)
    try write(
      [head] + sections.map(\.markdown),
      plots: sections.flatMap(\.plots))
  }

  private func head(_ peak: MachinePeak, peer: String?, summary: [Row]) -> String {
    let rows = [
      ("processor", "\(Machine.processor), \(Machine.architecture), one core unless said"),
      ("instruction set in use", InstructionSet.selectedName),
      ("single precision, most of the core", "\(Int(peak.singlePrecision)) GFLOP/s"),
      ("bytes, most of the core", "\(Int(peak.bytes)) GOP/s"),
      ("compiler", Machine.compiler),
      ("PyTorch", peer ?? "not installed; its columns are empty"),
      ("text", "\(BenchmarkCorpus.file("train").name), \(BenchmarkCorpus.file("dev").name)"),
    ].map { Row().with("what", $0.0).with("here", $0.1) }
    return """
      # Benchmarks

      How fast Elman is, how near to the most that the core can do, and beside PyTorch on the same core \
      in the same run. This page was written by

      ```console
      $ swift run -c release elman-benchmarks page
      ```

      \(Table(rows: rows).markdown)

      A figure is the median of calls over \(settings.seconds) s of the processor's time, with a layer in \
      three turns with PyTorch; threads and the time of one sentence are by the clock on the wall. \
      Where a command stands above a table, it measures the table alone.

      ## In short

      \(Table(rows: summary).markdown)

      """
  }

  private func write(_ parts: [String], plots: [(file: String, svg: String)]) throws {
    let folder = URL(fileURLWithPath: output, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for plot in plots {
      try Data(plot.svg.utf8).write(to: folder.appendingPathComponent(plot.file))
    }
    try Data(parts.joined(separator: "\n").utf8)
      .write(to: folder.appendingPathComponent("README.md"))
  }
}

import ArgumentParser
import CElmanKernels

/// `elman-benchmarks`, followed by the names of cases.
struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measures cases and prints tables.")

  @Argument(help: "The cases: \(ElmanBenchmarks.names). All of them, if none is named.")
  var cases: [String] = []
  @OptionGroup var settings: MeasureOptions
  @Flag(help: "Print JSON lines alone.") var json = false

  func validate() throws {
    for name in cases where !ElmanBenchmarks.cases.contains(where: { $0.name == name }) {
      throw ValidationError("no case '\(name)', expected one of \(ElmanBenchmarks.names)")
    }
  }

  func run() async throws {
    let options = settings.benchmarkOptions
    for type in ElmanBenchmarks.cases where cases.isEmpty || cases.contains(type.name) {
      let rows = try await type.init(options: options).run()
      if !json {
        print("\(type.name): \(type.summary) (\(InstructionSet.selectedName))")
        print(Table(rows: rows).text)
      }
      for row in rows { print(row.json(case: type.name)) }
      if !json { print("") }
    }
  }
}

/// How to measure.
struct MeasureOptions: ParsableArguments {
  @Option(help: "The seconds spent on each line.") var seconds = 0.5
  @Option(
    help: """
      The instruction set: baseline, avx2, avx512, avx512-vnni or neon-dot; the best one if not given.
      """)
  var instructionSet: String?
  @Option(help: "The tagger to measure: a path.") var model: String?

  func validate() throws {
    if let instructionSet {
      guard let set = InstructionSet.named(instructionSet), elman_select(set) else {
        throw ValidationError("no instruction set '\(instructionSet)' on this machine")
      }
    }
  }

  var benchmarkOptions: BenchmarkOptions {
    BenchmarkOptions(stopwatch: Stopwatch(seconds: seconds), model: model)
  }
}

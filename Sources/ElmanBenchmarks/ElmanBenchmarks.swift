import ArgumentParser
import CElmanKernels

/// The command `elman-benchmarks`.
@main
struct ElmanBenchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elman-benchmarks",
    abstract: "Measures the kernels, the layers, the tokenizer and tagging, on one core.",
    discussion: """
      Each case prints a table, then the same figures as JSON lines. Times are medians. Text and \
      gold sentences come from the English Web Treebank if $ELMAN_CORPORA holds it, else from the \
      sample corpus.
      """)

  @Argument(help: "The cases: \(Self.names). All of them, if none is named.")
  var cases: [String] = []
  @Option(help: "The seconds spent on each line.") var seconds = 0.5
  @Option(
    help: "The instruction set: baseline, avx2, avx512 or avx512-vnni; the best one if not given.")
  var instructionSet: String?
  @Option(help: "The tagger to measure: a path.") var model: String?
  @Flag(help: "Print JSON lines alone.") var json = false

  private static var all: [any BenchmarkCase.Type] {
    [
      ProductCase.self, QuantizedProductCase.self, RecurrentCase.self, CRFCase.self,
      TokenizerCase.self, TaggingCase.self, ClassifyingCase.self, LatencyCase.self,
      AllocationsCase.self, ProfileCase.self,
    ]
  }

  private static var names: String { all.map { $0.name }.joined(separator: ", ") }

  func validate() throws {
    for name in cases where !Self.all.contains(where: { $0.name == name }) {
      throw ValidationError("no case '\(name)', expected one of \(Self.names)")
    }
    if let instructionSet {
      guard let set = InstructionSet.named(instructionSet), elman_select(set) else {
        throw ValidationError("no instruction set '\(instructionSet)' on this machine")
      }
    }
  }

  func run() async throws {
    let options = BenchmarkOptions(stopwatch: Stopwatch(seconds: seconds), model: model)
    for type in Self.all where cases.isEmpty || cases.contains(type.name) {
      let rows = try await type.init(options).run()
      if !json {
        print("\(type.name): \(type.summary) (\(InstructionSet.selectedName))")
        print(Table(rows: rows).text)
      }
      for row in rows { print(row.json(case: type.name)) }
      if !json { print("") }
    }
  }
}

/// The instruction sets' names.
enum InstructionSet {
  private static let names: [(String, elman_instruction_set)] = [
    ("baseline", ELMAN_BASELINE), ("avx2", ELMAN_AVX2), ("avx512", ELMAN_AVX512),
    ("avx512-vnni", ELMAN_AVX512_VNNI),
  ]

  static func named(_ name: String) -> elman_instruction_set? {
    names.first { $0.0 == name }?.1
  }

  static var selectedName: String {
    names.first { $0.1 == elman_selected() }?.0 ?? "unknown"
  }
}

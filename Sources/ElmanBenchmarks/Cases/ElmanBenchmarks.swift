import ArgumentParser

/// The command `elman-benchmarks`.
@main
struct ElmanBenchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elman-benchmarks",
    abstract: "Measures the kernels, the layers, the tokenizer, training and tagging.",
    discussion: """
      Each case prints a table, then the same figures as JSON lines. Times are medians. Text and \
      gold sentences come from the English Web Treebank if $ELMAN_CORPORA holds it, else from the \
      sample corpus.
      """,
    subcommands: [MeasureCommand.self, PageCommand.self], defaultSubcommand: MeasureCommand.self)

  /// All cases.
  static var cases: [any BenchmarkCase.Type] {
    [
      ProductCase.self, QuantizedProductCase.self, RecurrentCase.self, CRFCase.self,
      TokenizerCase.self, TaggingCase.self, ClassifyingCase.self, LatencyCase.self,
      AllocationsCase.self, ProfileCase.self,
    ]
  }

  /// Their names.
  static var names: String { cases.map { $0.name }.joined(separator: ", ") }
}

import ElmanTestSupport
import Elman

extension LibraryExamples {
  /// Runs them all.
  static func run() async throws {
    try tag()
    try tagWithTheColumns()
    try await analyze(
      AsyncStream {
        $0.yield("Owls sleep.")
        $0.finish()
      })
    tagAsTheFrameworkDoes()
    try walkTrees()
    try classify()
    try classifyMany()
    try ship()
    try identify()
    let folder = try TemporaryFolder()
    try tagByRules(folder.write("{\"token\": \"C-3PO\"}\n", to: "rules.jsonl"))
    let samples = Documentation.package.appending(path: "Corpora/samples").path
    try await train(
      from: "\(samples)/english-train.conllu", dev: "\(samples)/english-dev.conllu",
      to: "\(folder.path)/my.safetensors")
    try ship("\(folder.path)/my.safetensors")
    print(Settings.json(ParserConfiguration()))
    try check("\(samples)/english-train.iob2", "\(samples)/english-dev.iob2")
  }
}

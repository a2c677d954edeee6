import ArgumentParser

/// The command `elman`.
@main
struct ElmanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elman",
    abstract: "Tags text with recurrent networks, and trains them, on an ordinary CPU.",
    discussion: """
      Try:  echo "Elman tags text." | elman tag
      """,
    version: Version.current,
    subcommands: [
      Tag.self, Classify.self, Tokenize.self, Train.self, Pretrain.self, Evaluate.self,
      Check.self, Inspect.self, Quantize.self, Gradients.self, Recall.self, Plot.self,
    ])

  static func main() async {
    StandardStreams.prepare()
    do {
      var command = try parseAsRoot(nil)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(with: error, of: Self.self)
    }
  }
}

/// The version of Elman.
enum Version {
  static let current = "0.1.0"
}

import ArgumentParser
import Dispatch
import ElmanSystem

/// The command `elman`.
@main
struct ElmanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elman",
    abstract: "Tags text with recurrent networks, and trains them, on an ordinary CPU.",
    discussion: """
      Try:  echo "Elman tags text." | elman tag
      """,
    version: Version.current,
    subcommands: [
      Tag.self, Classify.self, Identify.self, Tokenize.self, Train.self, Pretrain.self,
      Evaluate.self,
      Check.self, Models.self, Inspect.self, Extend.self, Quantize.self, Gradients.self,
      Recall.self, Plot.self,
      Draw.self,
    ])

  static func main() {
    StandardStreams.prepare()
    Interruption.prepare()
    do {
      try ProcessLimits.checkStack()
      var command = try parseAsRoot(nil)
      guard let threaded = command as? any ThreadedCommand else {
        try ProcessLimits.check()
        return try command.run()
      }
      try ProcessLimits.check(threads: threaded.threadCount, threadBytes: threaded.threadBytes)
      run(threaded)
    } catch {
      Failure.exit(with: error, of: Self.self)
    }
  }

  /// Runs a command with Swift's threads, of which there are none before.
  private static func run(_ command: sending any ThreadedCommand) -> Never {
    Task {
      do {
        var command = command
        try await command.run()
        ThisProcess.end(0)
      } catch {
        Failure.exit(with: error, of: Self.self)
      }
    }
    dispatchMain()
  }
}

/// A command that works on threads.
protocol ThreadedCommand: AsyncParsableCommand {
  /// How many threads work at a time.
  var threadCount: Int { get }
  /// The memory that each of them takes.
  var threadBytes: Int { get }
}

extension ThreadedCommand {
  var threadBytes: Int { ProcessLimits.threadBytes }
}

/// The version of Elman.
enum Version {
  static let current = "0.2.0"
}

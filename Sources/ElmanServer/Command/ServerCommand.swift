import ArgumentParser
import Elman
import ElmanServing
import ElmanStreams
import ElmanSystem
import Logging
import NIOCore
import NIOPosix

/// `elman-server`.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elman-server",
    abstract: "Tags, classifies and identifies texts over HTTP.",
    discussion: """
      Speaks Elman's own API (/v1/tag, /v1/tokenize, /v1/classify, /v1/identify, /v1/models, described by \
      /openapi.json), that of UDPipe (/models, /process), and shows a page at /.

      Each option may also be given by the environment, as ELMAN_SERVER_PORT for --port; what the command line says \
      goes first. ELMAN_SERVER_MODEL has names with commas between.

      SIGTERM ends it: what was begun is finished, in at most 10 seconds. It writes its log, a JSON object a line, \
      to standard error; texts do not stand in it.

      Examples:
        elman-server
        elman-server --port 9000 --model english german --threads 2
        curl -d '{"text": "The owl sleeps."}' -H 'Content-Type: application/json' http://127.0.0.1:8080/v1/tag
      """)

  @OptionGroup var options: ServerOptions

  func run() async throws {
    Signal.brokenPipe.ignore()
    // Tasks run in the threads that read and write sockets: half as many changes of threads a request. What takes long
    // runs in threads of its own.
    _ = NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
    let settings: ServerSettings
    let models: ServedModels
    do {
      settings = try ServerSettings(options, environment: { Environment[$0] })
      models = try ServedModels(.shipped, names: settings.models)
    } catch {
      StandardErrorLine.write("elman-server: \(error)")
      throw ExitCode(error is ModelError ? 66 : 64)
    }
    LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
    do {
      try await RunningServer(settings, models: models).run()
    } catch {
      StandardErrorLine.write("elman-server: \(ServerFailure.reason(for: error, settings))")
      throw ExitCode(ServerFailure.exitCode)
    }
  }
}

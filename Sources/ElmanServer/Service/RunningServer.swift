import ElmanServing
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The server from its start to its end.
struct RunningServer {
  private let settings: ServerSettings
  private let service: ServerCore
  private let logger = Logger(label: "elman-server")

  /// How long after the signal to end connections are still served, so that clients learn of it by an answer.
  private static let farewell = Duration.milliseconds(300)
  /// The most time that what was begun has after that.
  private static let drain = Duration.seconds(9)

  init(_ settings: ServerSettings, models: ServedModels) {
    self.settings = settings
    service = ServerCore(settings, models: models)
  }

  /// Runs until a signal ends it.
  func run() async throws {
    let (service, logger) = (service, logger)
    guard service.engine.isRunning else { throw ServerFailure.NoThreads() }
    var server = Application(
      responder: Responder(service: service),
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          additionalChannelHandlers: [ContinueHandler(mostBytes: settings.maximumBodyBytes)],
          // The answer 408 comes first.
          idleTimeout: .seconds(Int64(settings.timeoutSeconds + 2)))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
      onServerRunning: { channel in
        logger.info(
          "listening",
          metadata: [
            "address": "\(channel.localAddress?.ipAddress ?? "")",
            "port": "\(channel.localAddress?.port ?? 0)",
          ])
      },
      logger: Logger(label: "hummingbird"))
    server.logger.logLevel = .warning
    var quiet = Logger(label: "service")
    quiet.logLevel = .warning
    var configuration = ServiceGroupConfiguration(services: [server], logger: quiet)
    configuration.maximumGracefulShutdownDuration = Self.drain
    let group = ServiceGroup(configuration: configuration)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask { try await Self.awaitSignal(service, group, logger) }
      tasks.addTask { try await service.watch() }
      defer { tasks.cancelAll() }
      try await tasks.next()
    }
    service.close()
    logger.info("ended")
  }

  /// Waits for a signal, and then lets what was begun finish.
  private static func awaitSignal(
    _ service: ServerCore, _ group: ServiceGroup, _ logger: Logger
  ) async throws {
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      logger.info("ending", metadata: ["signal": "\(signal)"])
      service.beginEnding()
      try await Task.sleep(for: farewell)
      await group.triggerGracefulShutdown()
    }
    // Those that wait for the group do so.
    try await Task.sleep(for: .seconds(3600))
  }
}

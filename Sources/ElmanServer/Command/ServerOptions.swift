import ArgumentParser
import ElmanSystem

/// What the command line says of the server.
struct ServerOptions: ParsableArguments {
  @Option(help: "The address or name to listen at. (default: 127.0.0.1)")
  var host: String?

  @Option(help: "The port to listen at; 0 for one that is free. (default: 8080)")
  var port: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      """
      The models that are served, the first of each kind by default: names, codes of languages or paths, as for \
      'elman tag'. (default: all that there are)
      """, valueName: "model"))
  var model: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many threads read texts. (default: one a processor)", valueName: "count"))
  var threads: Int?

  @Option(help: ArgumentHelp("The most megabytes of a body. (default: 8)", valueName: "megabytes"))
  var maxBodyMb: Int?

  @Option(
    help: ArgumentHelp(
      """
      The seconds after which a client that sends or takes nothing is left, and a request that got no worker is \
      answered with 503. (default: 30)
      """, valueName: "seconds"))
  var timeout: Int?

  @Option(
    help: ArgumentHelp(
      "The most requests that are worked on or wait; others are answered with 503. (default: 256)",
      valueName: "count"))
  var queue: Int?

  @Option(
    help: ArgumentHelp("The most connections at a time. (default: 1024)", valueName: "count"))
  var connections: Int?
}

/// What the server is told, by the command line or else the environment.
struct ServerSettings: Sendable {
  let host: String
  let port: Int
  let models: [String]
  let threads: Int
  let maximumBodyBytes: Int
  let timeoutSeconds: Int
  let queue: Int
  let connections: Int

  /// - Throws: `SettingError` for a value that is none.
  init(
    _ options: ServerOptions, environment: (String) -> String?
  ) throws(SettingError) {
    func variable(_ name: String) -> String? {
      environment("ELMAN_SERVER_\(name)").flatMap { $0.utf8.isEmpty ? nil : $0 }
    }
    func number(
      _ option: Int?, _ name: String, _ variableName: String, in range: ClosedRange<Int>,
      or usual: Int
    ) throws(SettingError) -> Int {
      let text = variable(variableName)
      let value = option ?? text.map { Int($0) ?? range.lowerBound - 1 } ?? usual
      guard range.contains(value) else {
        throw SettingError(
          name: option == nil ? "ELMAN_SERVER_\(variableName)" : name,
          expected: "a number from \(range.lowerBound) to \(range.upperBound)",
          found: option.map { "\($0)" } ?? text ?? "")
      }
      return value
    }
    host = options.host ?? variable("HOST") ?? "127.0.0.1"
    port = try number(options.port, "--port", "PORT", in: 0...65535, or: 8080)
    models =
      options.model.isEmpty
      ? (variable("MODEL") ?? "").split(separator: ",").map { String($0) } : options.model
    threads = try number(
      options.threads, "--threads", "THREADS", in: 1...256,
      or: min(256, SystemThreads.processorCount))
    maximumBodyBytes =
      try number(options.maxBodyMb, "--max-body-mb", "MAX_BODY_MB", in: 1...1024, or: 8) << 20
    timeoutSeconds = try number(
      options.timeout, "--timeout", "TIMEOUT", in: 1...3600, or: 30)
    queue = try number(options.queue, "--queue", "QUEUE", in: 1...65536, or: 256)
    connections = try number(
      options.connections, "--connections", "CONNECTIONS", in: 1...65536, or: 1024)
  }
}

/// A value that a setting cannot have.
struct SettingError: Error, CustomStringConvertible {
  let name: String
  let expected: String
  let found: String

  var description: String { "\(name): expected \(expected), found '\(found)'" }
}

import ElmanServing
import ElmanSystem
import Logging

/// What all requests share.
final class ServerCore: Sendable {
  let settings: ServerSettings
  let models: ServedModels
  let engine: WorkEngine
  let metrics = ServerMetrics()
  let activities = Activities()
  let bodies: BodyBudget
  private let ending = Guarded(false)

  /// The most bodies of the greatest size that are in memory at a time.
  private static let mostBodies = 16

  init(_ settings: ServerSettings, models: ServedModels) {
    self.settings = settings
    self.models = models
    engine = WorkEngine(threads: settings.threads, limit: settings.queue, metrics: metrics)
    bodies = BodyBudget(bytes: Self.mostBodies * settings.maximumBodyBytes)
  }

  /// Whether the server is about to end.
  var isEnding: Bool { ending.withLock { $0 } }

  /// Lets requests that come from now on be refused.
  func beginEnding() { ending.withLock { $0 = true } }

  /// Ends the workers.
  func close() { engine.close() }

  /// Ends requests that get nowhere, until it is cancelled.
  func watch() async throws {
    let timeout = Duration.seconds(settings.timeoutSeconds)
    while true {
      try await Task.sleep(for: .seconds(min(1, Double(settings.timeoutSeconds) / 4)))
      activities.check(timeout: timeout)
    }
  }
}

/// How many bytes of bodies may be in memory.
final class BodyBudget: Sendable {
  private let left: Guarded<Int>

  init(bytes: Int) { left = Guarded(bytes) }

  /// Takes bytes out of the budget, if there are as many.
  func take(_ count: Int) -> Bool {
    left.withLock {
      guard $0 >= count else { return false }
      $0 -= count
      return true
    }
  }

  /// Gives bytes back.
  func giveBack(_ count: Int) { left.withLock { $0 += count } }
}

/// A share of what requests may take together, given back when nobody holds it any more.
final class Share: Sendable {
  private let release: @Sendable () -> Void
  init(_ release: @escaping @Sendable () -> Void) { self.release = release }
  deinit { release() }
}

import ElmanServing
import ElmanSystem
import NIOCore

/// What a request does, so that one that gets nowhere can be ended.
final class Activity: Sendable {
  private enum Phase: Sendable {
    case reading, awaiting, working, writing, ended
  }

  private struct State: Sendable {
    var phase = Phase.reading
    let began = ContinuousClock.now
    var progressed = ContinuousClock.now
    var hasTimedOut = false
    var receivedBytes = 0
    var words = 0
  }

  private let state = Guarded(State())
  private let channel: any Channel

  /// A body may come in pieces, each in time, but for no longer than so many timeouts together.
  private static let mostTimeoutsOfBody = 4

  init(channel: any Channel) { self.channel = channel }

  /// Whether the client got nowhere for too long.
  var hasTimedOut: Bool { state.withLock { $0.hasTimedOut } }

  /// Whether nobody waits for the answer any more.
  var isAbandoned: Bool { !channel.isActive || hasTimedOut }

  /// How many bytes of its body came.
  var receivedBytes: Int { state.withLock { $0.receivedBytes } }

  /// How many words were read for it.
  var words: Int { state.withLock { $0.words } }

  /// Notes that bytes came.
  func read(_ count: Int) {
    state.withLock {
      $0.progressed = .now
      $0.receivedBytes += count
    }
  }

  /// Notes that words were read.
  func add(words: Int) { state.withLock { $0.words += words } }

  /// Notes that the client may send more in its own time.
  func awaitMore() {
    state.withLock {
      $0.phase = .awaiting
      $0.progressed = .now
    }
  }

  /// Notes that all came that will, or a portion of the answer is wanted.
  func work() { set(.working) }

  /// Notes that bytes of the answer are to be taken.
  func write() { set(.writing) }

  /// Notes that the answer was sent.
  func end() { set(.ended) }

  /// The time since the request began, in seconds.
  var seconds: Double {
    let duration = state.withLock { ContinuousClock.now - $0.began }
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private func set(_ phase: Phase) {
    state.withLock {
      $0.phase = phase
      $0.progressed = .now
    }
  }

  /// Ends what got nowhere since a time: what a client is to send counts as ended, what it is to take is dropped, and
  /// what waits for a worker is not worked on any more.
  func check(timeout: Duration) {
    let phase = state.withLock { state -> Phase? in
      let now = ContinuousClock.now
      let isStuck = now - state.progressed > timeout
      let isSlow =
        state.phase == .reading && now - state.began > timeout * Self.mostTimeoutsOfBody
      guard state.phase != .ended, !state.hasTimedOut, isStuck || isSlow else { return nil }
      state.hasTimedOut = true
      return state.phase
    }
    switch phase {
    case .reading, .awaiting: channel.close(mode: .input, promise: nil)
    case .writing: channel.close(promise: nil)
    case .working, .ended, nil: break
    }
  }
}

/// The requests that are being read or answered.
final class Activities: Sendable {
  private let all = Guarded<[ObjectIdentifier: Activity]>([:])

  /// Adds a request.
  func add(_ activity: Activity) { all.withLock { $0[ObjectIdentifier(activity)] = activity } }

  /// Removes one that was answered.
  func remove(_ activity: Activity) {
    activity.end()
    all.withLock { $0[ObjectIdentifier(activity)] = nil }
  }

  /// Ends those that get nowhere.
  func check(timeout: Duration) {
    for activity in all.withLock({ Array($0.values) }) { activity.check(timeout: timeout) }
  }
}

import ElmanServing
import ElmanSystem
import Hummingbird
import NIOCore

/// What is noted of a request once it was answered. What it said is not.
struct RequestRecord: Sendable {
  let core: ServerCore
  let method: String
  let endpoint: Endpoint
  let path: String
  let status: Int
  let activity: Activity

  /// The most bytes of a path that are noted.
  private static let mostBytes = 200

  /// Notes that the answer was sent.
  ///
  /// - Parameters:
  ///   - sent: the bytes of its body.
  ///   - isCut: whether it ended too early.
  func finish(sent: Int, isCut: Bool = false) {
    core.activities.remove(activity)
    let (seconds, received) = (activity.seconds, activity.receivedBytes)
    core.metrics.count(
      endpoint, status: status, seconds: seconds, received: received, sent: sent)
    var line = LogLine(level: "info", logger: "request", message: "answered")
    line.add("method", "\(method.prefix(Self.mostBytes))")
    line.add("path", "\(path.prefix(Self.mostBytes))")
    line.add("status", status)
    line.add("received", received)
    line.add("sent", sent)
    line.add("words", activity.words)
    line.add("microseconds", Int(seconds * 1e6))
    if isCut { line.add("cut", 1) }
    line.write()
  }
}

/// The record of an answer that is sent in pieces. It is written in any case: where the client is gone before the answer is
/// sent or ends, when nobody holds it any more.
final class PendingRecord: Sendable {
  private struct State: Sendable {
    var sent = 0
    var hasEnded = false
  }

  let record: RequestRecord
  private let state = Guarded(State())

  init(_ record: RequestRecord) { self.record = record }

  deinit {
    let state = state.withLock { $0 }
    record.finish(sent: state.sent, isCut: !state.hasEnded)
  }

  /// Notes that bytes were sent.
  func add(_ count: Int) { state.withLock { $0.sent += count } }

  /// Notes that all was sent.
  func end() { state.withLock { $0.hasEnded = true } }
}

/// Counts the bytes that are written, and notes that they are.
struct CountingWriter: ResponseBodyWriter {
  private var writer: any ResponseBodyWriter
  private let pending: PendingRecord
  private var activity: Activity { pending.record.activity }

  init(_ writer: any ResponseBodyWriter, pending: PendingRecord) {
    self.writer = writer
    self.pending = pending
  }

  mutating func write(_ buffer: ByteBuffer) async throws {
    activity.write()
    try await writer.write(buffer)
    pending.add(buffer.readableBytes)
    activity.work()
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    activity.write()
    try await writer.finish(trailingHeaders)
  }
}

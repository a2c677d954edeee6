import ElmanServing
import ElmanStreams
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

/// Counts the bytes that are written, and notes that they are.
final class CountingWriter: ResponseBodyWriter {
  private(set) var count = 0
  private var writer: any ResponseBodyWriter
  private let activity: Activity

  init(_ writer: any ResponseBodyWriter, activity: Activity) {
    self.writer = writer
    self.activity = activity
  }

  func write(_ buffer: ByteBuffer) async throws {
    activity.write()
    try await writer.write(buffer)
    count += buffer.readableBytes
    activity.work()
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {
    activity.write()
    let writer = writer
    try await writer.finish(trailingHeaders)
  }
}

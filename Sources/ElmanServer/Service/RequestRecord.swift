import ElmanBytes
import ElmanServing
import Hummingbird
import Logging
import NIOCore

/// What is noted of a request once it was answered. What it said is not.
struct RequestRecord: Sendable {
  let service: ServerCore
  let logger: Logger
  let method: String
  let endpoint: Endpoint
  let path: String
  let status: Int
  let activity: Activity

  /// Notes that the answer was sent.
  ///
  /// - Parameters:
  ///   - sent: the bytes of its body.
  ///   - isCut: whether it ended too early.
  func finish(sent: Int, isCut: Bool = false) {
    service.activities.remove(activity)
    let (seconds, received) = (activity.seconds, activity.receivedBytes)
    service.metrics.count(
      endpoint, status: status, seconds: seconds, received: received, sent: sent)
    var metadata: Logger.Metadata = [
      "method": "\(method.prefix(40))", "path": "\(path.prefix(200))",
      "status": .stringConvertible(status), "received": .stringConvertible(received),
      "sent": .stringConvertible(sent), "words": .stringConvertible(activity.words),
      "ms": .stringConvertible((seconds * 100_000).rounded() / 100),
    ]
    if isCut { metadata["cut"] = .stringConvertible(true) }
    logger.info("answered", metadata: metadata)
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

import ElmanServing
import ElmanSystem
import Hummingbird
import NIOCore

/// A body that is in memory, and the share of the budget that it takes.
struct ReadBody {
  let bytes: [UInt8]
  let share: Share
}

extension ServerCore {
  /// Reads the body of a request.
  ///
  /// - Throws: a problem with one that is too large or too slow, or where too many are in memory.
  func body(of request: Request, _ context: ServerContext) async throws -> ReadBody {
    let limit = settings.maximumBodyBytes
    let expected = request.headers[.contentLength].flatMap { Int($0) }
    func tooLarge(_ found: String) -> Problem {
      Problem(413, "expected a body of at most \(limit) bytes, found \(found)")
    }
    if let expected, expected > limit { throw tooLarge("\(expected)") }
    let share = GrowingShare(bodies)
    var bytes: [UInt8] = []
    if let expected {
      guard share.take(expected) else { throw Problem.overloaded }
      bytes.reserveCapacity(expected)
    }
    do {
      for try await buffer in request.body {
        context.activity.read(buffer.readableBytes)
        guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge("more") }
        if expected == nil, !share.take(buffer.readableBytes) { throw Problem.overloaded }
        bytes += buffer.readableBytesView
      }
    } catch {
      if context.activity.hasTimedOut { throw Problem.timeout }
      throw error
    }
    if context.activity.hasTimedOut { throw Problem.timeout }
    // The connection was closed before all came.
    if let expected, bytes.count < expected {
      throw Problem(400, "expected a body of \(expected) bytes, found \(bytes.count)")
    }
    context.activity.work()
    return ReadBody(bytes: bytes, share: share.share)
  }
}

/// A share of the budget of bodies while a body is being read.
private struct GrowingShare {
  private let budget: BodyBudget
  private let taken = Guarded(0)
  let share: Share

  init(_ budget: BodyBudget) {
    self.budget = budget
    share = Share { [taken] in budget.giveBack(taken.withLock { $0 }) }
  }

  func take(_ count: Int) -> Bool {
    guard budget.take(count) else { return false }
    taken.withLock { $0 += count }
    return true
  }
}

extension Problem {
  /// The client sent nothing for too long.
  static let timeout = Problem(408, "expected the whole request in time, found a part")
}
